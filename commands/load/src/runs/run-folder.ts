import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root, shortPath } from '@spanshop/local/root';
import { SentenceError } from '@spanshop/shared/errors';

/** Where a run keeps what it found out. */
export interface RunFolder {
  id: string;
  path: string;
  /** The path as it is shown. */
  shown: string;
  /** @throws SentenceError when it cannot be written, for example because the disk is full */
  write(file: string, content: string): void;
  /** Keeps what k6 said; bounded. */
  log(line: string): void;
  closeLog(): Promise<void>;
}

const mostLogLines = 20_000;

/** Where all runs are: SPANSHOP_RUNS, else runs/ of the project. */
export function runsFolderOf(environment: NodeJS.ProcessEnv): string {
  return resolve(environment['SPANSHOP_RUNS'] || join(root, 'runs'));
}

/** @throws SentenceError when it cannot be made */
export function createRunFolder(now: Date, runsFolder: string): RunFolder {
  const id = `${stampOf(now)}-${randomBytes(2).toString('hex')}`;
  const path = join(runsFolder, id);
  const attempt = <T>(what: string, work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw cannotWrite(what, cause);
    }
  };
  attempt(path, () => mkdirSync(path, { recursive: true }));
  let log: WriteStream | undefined;
  let lines = 0;
  return {
    id,
    path,
    shown: shortPath(path),
    write: (file, content) => attempt(join(path, file), () => writeFileSync(join(path, file), content)),
    log(line) {
      log ??= createWriteStream(join(path, 'k6.log')).on('error', () => {});
      if (lines < mostLogLines) log.write(`${line}\n`);
      lines += 1;
    },
    closeLog: () => new Promise(resolve => (log ? log.end(() => resolve()) : resolve())),
  };
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EFBIG: 'the file may not grow any more',
  EDQUOT: 'the quota is used up',
  EACCES: 'it may not be written',
  EROFS: 'the disk may only be read',
};

function cannotWrite(path: string, cause: unknown): SentenceError {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  return new SentenceError(`${shortPath(path)} cannot be written: ${reasons[code] ?? code}`, { cause });
}

/** Such as 20261122-134500, in UTC. */
function stampOf(now: Date): string {
  const digits = now.toISOString().replaceAll(/[-:T]|\..*/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}
