import { fileURLToPath } from 'node:url';
import type { DatabaseConfig } from '../config/index.ts';
import type { Logger } from '../logging/index.ts';
import { createPool, type Database } from './create-pool.ts';
import { migrate } from './migrate.ts';

export interface OpenDatabaseOptions {
  config: Readonly<DatabaseConfig>;
  schema: string;
  /** Folder of the schema's numbered .sql files. */
  migrations: URL;
  logger: Logger;
}

/** The service's own schema, brought up to date where the owner's connection is given, and the pool to work with it. */
export async function openDatabase({ config, schema, migrations, logger }: OpenDatabaseOptions): Promise<Database> {
  if (config.MIGRATION_DATABASE_URL) {
    await migrate({ url: config.MIGRATION_DATABASE_URL, schema, folder: fileURLToPath(migrations), logger });
  }
  return createPool({
    url: config.DATABASE_URL,
    size: config.DATABASE_POOL_SIZE,
    waitTimeoutMs: config.DATABASE_WAIT_TIMEOUT_MS,
    statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
    logger,
  });
}
