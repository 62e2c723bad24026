import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { SentenceError } from '@spanshop/shared/errors';

export interface ProgramOptions {
  folder?: string;
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** Gets each line of both outputs. */
  onLine?: (line: string) => void;
}

/**
 * Runs a program in a process group of its own, which ends as a whole when the signal aborts.
 *
 * @returns the lines of its standard output
 * @throws SentenceError with what it said last when it fails; the signal's reason when that aborted
 */
export async function runProgram(
  program: string,
  flags: readonly string[],
  { folder, environment, signal, onLine = () => {} }: ProgramOptions,
): Promise<string[]> {
  signal.throwIfAborted();
  const child = spawn(program, [...flags], {
    ...(folder ? { cwd: folder } : {}),
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => endGroup(child.pid);
  signal.addEventListener('abort', end);
  const output: string[] = [];
  const said: string[] = [];
  const listen = (stream: NodeJS.ReadableStream, lines: string[]) =>
    createInterface({ input: stream }).on('line', line => {
      lines.push(line);
      onLine(line);
    });
  listen(child.stdout, output);
  listen(child.stderr, said);
  try {
    const [code] = await once(child, 'close');
    signal.throwIfAborted();
    if (code !== 0)
      throw new SentenceError(`${program} ${flags[0]} failed: ${reasonIn(said) ?? reasonIn(output) ?? code}`);
    return output;
  } catch (error) {
    if (error instanceof SentenceError || signal.aborted) throw error;
    throw new SentenceError(`${program} cannot be run: ${(error as Error).message}`, { cause: error });
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

/** Maven marks its reasons; of others the last words are taken. */
function reasonIn(lines: readonly string[]): string | undefined {
  const full = lines.map(line => line.trim()).filter(Boolean);
  return (full.find(line => line.startsWith('[ERROR]')) ?? full.at(-1))?.replace(/^\[ERROR\]\s*/, '');
}
