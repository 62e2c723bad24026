import { execFileSync, spawnSync } from 'node:child_process';
import { PostgresError } from './postgres-error.ts';

/** The user to start PostgreSQL as; empty for our own. */
export type RunAs = { uid: number; gid: number } | Record<string, never>;

/** PostgreSQL refuses to run as root; root starts it as `postgres` where that user exists, else as `nobody`. */
export function chooseUser(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const user = idsOf('postgres') ?? idsOf('nobody');
  if (!user) throw new PostgresError('PostgreSQL does not run as root, and there is no other user to run it as');
  return user;
}

/** @throws PostgresError where that user is locked out of a folder on the way to the path */
export function checkReachable(path: string, runAs: RunAs): void {
  if (!('uid' in runAs) || spawnSync('test', ['-x', path], runAs).status === 0) return;
  throw new PostgresError(
    `PostgreSQL does not run as root, and user ${runAs.uid} may not enter ${path}: move the project to where it may, or set DATABASE_URL`,
  );
}

function idsOf(name: string): { uid: number; gid: number } | undefined {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
