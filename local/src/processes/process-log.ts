import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface ProcessLog {
  file: string;
  /** Writes each line of a stream to the file, and looks for what a person should see. */
  follow(stream: NodeJS.ReadableStream): void;
  /** Writes a line without looking at it. */
  append(line: string): void;
  /** The last line that told of an error, in short. */
  lastError(): string | undefined;
  close(): void;
}

/**
 * The log of one process: a file that starts anew with each start, and a call for each warning or error, in short.
 *
 * @param onProblem gets for example `warn: the queue had an error: connection terminated`
 */
export function createProcessLog(file: string, onProblem: (problem: string) => void): ProcessLog {
  const output: WriteStream = createWriteStream(file, { flags: 'w' });
  let lastError: string | undefined;
  const append = (line: string) => {
    if (!output.writableEnded) output.write(`${line}\n`);
  };
  const write = (line: string) => {
    append(line);
    const problem = problemOf(line);
    if (!problem) return;
    if (problem.isError) lastError = problem.text;
    onProblem(problem.text);
  };
  return {
    file,
    follow: stream => void createInterface({ input: stream }).on('line', write),
    append,
    lastError: () => lastError,
    close: () => output.end(),
  };
}

interface Problem {
  isError: boolean;
  text: string;
}

/** What Node writes around the message of an error that nobody caught: places in the code, the stack, its version. */
const around = /^(\s|$|file:|node:|Node\.js v|\}|Trace: |\(Use `node )/;

/** Services write JSON lines; whatever else a process says is taken for trouble. */
function problemOf(line: string): Problem | undefined {
  if (around.test(line)) return undefined;
  if (!line.startsWith('{')) return { isError: true, text: line };
  try {
    const { level, msg, err } = JSON.parse(line);
    if (level !== 'warn' && level !== 'error' && level !== 'fatal') return undefined;
    const reason = err?.message && err.message !== msg ? `: ${err.message}` : '';
    return { isError: level !== 'warn', text: `${level}: ${msg}${reason}` };
  } catch {
    return { isError: true, text: line };
  }
}
