import { chmodSync, cpSync, lstatSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SentenceError } from '@spanshop/shared/errors';

/**
 * Copies PostgreSQL's programs (60 MB) to where every user may start them, once for each version of them.
 *
 * @param outside a folder that every user may enter; others may write there too
 * @returns the folder of the copy
 * @throws SentenceError where somebody else has put something in its place
 */
export function copyOutside(programs: string, outside = tmpdir()): string {
  const { mtimeMs } = statSync(join(programs, 'bin'));
  const copy = join(outside, `spanshop-postgresql-${process.getuid?.()}-${Math.round(mtimeMs)}`);
  if (isOurs(copy)) return copy;
  const unfinished = mkdtempSync(`${copy}-`);
  cpSync(programs, unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another start of ours may have been faster, and its copy is as good.
    if (!isOurs(copy)) throw new SentenceError(`${copy} is in the way, and is not ours: remove it`, { cause: error });
  }
  return copy;
}

/** What somebody else has put there is not started, and a link is not followed: anybody can make one to a folder of ours. */
function isOurs(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.();
}
