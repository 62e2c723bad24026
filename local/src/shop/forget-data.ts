import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SentenceError, usageError } from '@spanshop/shared/errors';

/**
 * Removes the embedded database of earlier runs.
 *
 * @throws SentenceError when it is in use, or when the database is the user's own
 */
export function forgetData(dataFolder: string, givenUrl: string | undefined): void {
  if (givenUrl) throw usageError('--fresh forgets the embedded database only, not the one of DATABASE_URL');
  const pid = runningServer(dataFolder);
  if (pid)
    throw new SentenceError(`the data folder ${dataFolder} is in use by another running PostgreSQL (process ${pid})`);
  for (const folder of [dataFolder, `${dataFolder}.new`]) rmSync(folder, { recursive: true, force: true });
}

function runningServer(dataFolder: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}
