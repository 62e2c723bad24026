import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logging/index.ts';

export interface MigrationOptions {
  /** Connection of the role that owns the schemas. */
  url: string;
  schema: string;
  /** Folder of the numbered .sql files. */
  folder: string;
  logger: Logger;
}

/** How long a service waits for a database that is still starting, in milliseconds. */
const databaseStartMs = 30_000;
/** How long it waits for its database and role to be made in a server that runs already. */
const bootstrapMs = 10_000;

/** Brings a service's schema up to date under an advisory lock, so that replicas that start together take turns. */
export async function migrate({ url, schema, folder, logger }: MigrationOptions): Promise<void> {
  const { runner } = await import('node-pg-migrate');
  await underMigrationLock(url, schema, async client => {
    const applied = await runner({
      dbClient: client,
      dir: folder,
      direction: 'up',
      schema,
      migrationsSchema: schema,
      migrationsTable: 'migrations',
      noLock: true,
      log: () => {},
    });
    if (applied.length > 0) logger.info({ schema, applied: applied.map(({ name }) => name) }, 'database migrated');
  });
}

/** How long we wait for whoever holds the migration lock, in milliseconds. */
const migrationLockMs = 60_000;

/**
 * Runs schema changes on a connection of its own while it holds the named lock; waits for whoever holds it now.
 *
 * @param lockTimeoutMs how long it waits, in milliseconds
 * @throws Error with one sentence when the lock is not free by then
 */
export async function underMigrationLock(
  url: string,
  name: string,
  work: (client: pg.Client) => Promise<void>,
  lockTimeoutMs = migrationLockMs,
): Promise<void> {
  const client = await connectWhenStarted(url);
  try {
    await client
      .query({
        text: 'SELECT pg_advisory_lock(hashtext($1))',
        values: [`spanshop migration ${name}`],
        query_timeout: lockTimeoutMs,
      } as pg.QueryConfig)
      .catch(error => {
        const waited = `the migration lock of ${name} is not free after ${lockTimeoutMs} ms`;
        throw new Error(`${waited}: ${String(error)}`, { cause: error });
      });
    await work(client);
  } finally {
    await client.end();
  }
}

/** @throws Error with one sentence when the database refuses us, or has not started within 30 seconds */
async function connectWhenStarted(url: string): Promise<pg.Client> {
  const giveUpAt = performance.now() + databaseStartMs;
  let unpreparedSince: number | undefined;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const { hostname, port } = new URL(url);
      if (isUnprepared(error)) unpreparedSince ??= performance.now();
      const mayBePrepared = unpreparedSince !== undefined && performance.now() - unpreparedSince < bootstrapMs;
      if (!isStarting(error) && !(isUnprepared(error) && mayBePrepared))
        throw new Error(`the database at ${hostname}:${port} refuses us: ${String(error)}`, { cause: error });
      if (performance.now() > giveUpAt) {
        throw new Error(`no database answers at ${hostname}:${port}: ${String(error)}`, { cause: error });
      }
    }
    await sleep(100);
  }
}

const cannotConnectNow = '57P03';
const noSuchDatabase = '3D000';
/** Also what a role is told that does not exist. */
const wrongPassword = '28P01';

const startingCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  cannotConnectNow,
]);

/** pg gives its connect timeout no code. */
function isSilent(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout expired';
}

function isStarting(error: unknown): boolean {
  const { code } = error as { code?: string };
  return isSilent(error) || (code !== undefined && startingCodes.has(code));
}

function isUnprepared(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === noSuchDatabase || code === wrongPassword;
}
