import { type ExecFileOptions, execFile } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SentenceError } from '@spanshop/shared/errors';
import type { PostgresBinaries } from './binaries.ts';
import type { RunAs } from './run-as.ts';

/** For demonstrations only; the server listens on loopback. */
export const adminPassword = 'demo-only';
const majorVersion = '18';
const createWithinMs = 60_000;

/**
 * Makes sure that a folder holds a database cluster: a new one where the folder is absent or empty.
 *
 * @throws SentenceError in one sentence for a folder that is something else, of another version, or broken
 */
export async function prepareDataFolder(folder: string, binaries: PostgresBinaries, runAs: RunAs): Promise<void> {
  if (isEmpty(folder)) await createCluster(folder, binaries, runAs);
  const version = readVersion(folder);
  if (version === undefined)
    throw new SentenceError(`the data folder ${folder} is broken: it has no PG_VERSION${remedy}`);
  if (version !== majorVersion) {
    throw new SentenceError(`the data folder ${folder} is of PostgreSQL ${version}, this is ${majorVersion}${remedy}`);
  }
}

/** What helps against a folder that cannot be used. */
export const remedy = ' (npm run demo -- --fresh starts with a new one)';

function isEmpty(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}

function readVersion(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Beside the folder first, then renamed, so that an interrupted start leaves nothing that looks like a cluster. */
async function createCluster(folder: string, { initdb }: PostgresBinaries, runAs: RunAs): Promise<void> {
  const unfinished = `${folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  own(unfinished, runAs);
  const secrets = mkdtempSync(join(tmpdir(), 'spanshop-'));
  const passwordFile = join(secrets, 'password');
  writeFileSync(passwordFile, `${adminPassword}\n`, { mode: 0o600 });
  for (const path of [secrets, passwordFile]) own(path, runAs);
  try {
    const command = runAs.command(initdb, [...initdbArguments, `--pgdata=${unfinished}`, `--pwfile=${passwordFile}`]);
    await promisify(execFile)(command.file, command.arguments, {
      ...command.options,
      env: { ...process.env, LC_ALL: 'C' },
      timeout: createWithinMs,
    } as ExecFileOptions);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new SentenceError(`no database can be created in ${folder}: ${lastLine(error)}`, { cause: error });
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}

/**
 * One iteration of SCRAM, because the passwords are public and the usual 4096 cost every new connection milliseconds.
 * Without --no-sync the files are forced to disk, which nobody needs who can start afresh.
 */
const initdbArguments = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--set=scram_iterations=1',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-sync',
  '--no-instructions',
];

function own(path: string, { owner }: RunAs): void {
  if (owner) chownSync(path, owner.uid, owner.gid);
}

function lastLine(error: unknown): string {
  const { stderr, message, killed } = error as { stderr?: string; message: string; killed?: boolean };
  if (killed) return `it takes longer than ${createWithinMs / 1_000} s`;
  return stderr?.trim().split('\n').at(-1) || message;
}
