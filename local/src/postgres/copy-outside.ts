import { chmodSync, cpSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Copies PostgreSQL's programs (60 MB) to where every user may start them, once for each version of them.
 *
 * @returns the folder of the copy
 */
export function copyOutside(programs: string): string {
  const { mtimeMs } = statSync(join(programs, 'bin'));
  const copy = join(tmpdir(), `spanshop-postgresql-${process.getuid?.()}-${Math.round(mtimeMs)}`);
  if (isOurs(copy)) return copy;
  const unfinished = mkdtempSync(`${copy}-`);
  cpSync(programs, unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  try {
    renameSync(unfinished, copy);
  } catch {
    // Another start was faster, and its copy is as good.
    rmSync(unfinished, { recursive: true, force: true });
  }
  return copy;
}

/** What somebody else has put there is not started. */
function isOurs(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.();
}
