import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const answersWithinMs = 10_000;

/** The version that a program says it has; undefined when it does not run, says nothing of the kind, or takes too long. */
export async function saidBy(
  path: string,
  flags: readonly string[],
  pattern: RegExp,
  { signal, environment = process.env }: { signal?: AbortSignal | undefined; environment?: NodeJS.ProcessEnv } = {},
): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(path, [...flags], {
      timeout: answersWithinMs,
      killSignal: 'SIGKILL',
      env: environment,
      ...(signal ? { signal } : {}),
    });
    return pattern.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}
