import { execFileSync, type SpawnOptions, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SentenceError } from '@spanshop/shared/errors';

/** How to run PostgreSQL's programs, which refuse to run as root. */
export interface RunAs {
  /** Whom the files have to belong to; undefined where that is us anyway. */
  owner: { uid: number; gid: number } | undefined;
  /** What is to be spawned for a program and its arguments. */
  command(program: string, given: readonly string[]): { file: string; arguments: string[]; options: SpawnOptions };
}

/**
 * Where we are root, PostgreSQL runs as `postgres` if that user exists, else as `nobody`.
 *
 * @param folder where it has to get to
 * @throws SentenceError where no such user gets there
 */
export function chooseUser(folder: string): RunAs {
  if (process.getuid?.() !== 0) return plainly(undefined);
  const owner = idsOf('postgres') ?? idsOf('nobody');
  if (!owner) throw new SentenceError('PostgreSQL does not run as root, and there is no other user to run it as');
  const usable = [plainly(owner), pastLocks(owner)].find(runAs => succeeds(runAs, 'test', ['-d', join(folder, '.')]));
  if (usable) return usable;
  throw new SentenceError(
    `PostgreSQL does not run as root, and user ${owner.uid} may not enter ${folder}: move the project, or set DATABASE_URL`,
  );
}

function plainly(owner: RunAs['owner']): RunAs {
  return { owner, command: (program, given) => ({ file: program, arguments: [...given], options: { ...owner } }) };
}

/** A project in root's own home is locked to other users: the right to pass, and nothing else, is left to that user. */
function pastLocks(owner: NonNullable<RunAs['owner']>): RunAs {
  const { uid, gid } = owner;
  const rights = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const flags = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...rights, '--'];
  return {
    owner,
    command: (program, given) => ({ file: 'setpriv', arguments: [...flags, program, ...given], options: {} }),
  };
}

/** Whether a user may start a program. What `pastLocks` leaves does not count: PostgreSQL asks without it. */
export function mayStart(owner: RunAs['owner'], program: string): boolean {
  return succeeds(plainly(owner), 'test', ['-x', program]);
}

function succeeds(runAs: RunAs, program: string, given: readonly string[]): boolean {
  const command = runAs.command(program, given);
  return spawnSync(command.file, command.arguments, { ...command.options, stdio: 'ignore' }).status === 0;
}

function idsOf(name: string): { uid: number; gid: number } | undefined {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
