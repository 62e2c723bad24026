import { printable, SentenceError } from '@spanshop/shared/errors';
import { sentenceOf } from './sentence-of.ts';

/**
 * Runs a command to its end.
 *
 * @param name as people type it, such as `npm run demo`; begins the sentence that tells what went wrong
 * @returns the exit code: what the work gives, or that of the error which it throws, told on standard error
 */
export async function runCommand(name: string, work: () => Promise<number>): Promise<number> {
  process.stdout.on('error', endWithReader);
  try {
    return await work();
  } catch (error) {
    return tellError(name, error);
  } finally {
    process.stdout.removeListener('error', endWithReader);
  }
}

/** Says on standard error, in one sentence, why a command cannot go on. @returns its exit code */
export function tellError(name: string, error: unknown): number {
  console.error(`${name}: ${printable(sentenceOf(error))}`);
  return error instanceof SentenceError ? error.exitCode : 1;
}

/** A reader that stops early (head, less) closes the pipe: nobody is left to be told anything. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
