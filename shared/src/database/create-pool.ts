import { AsyncResource } from 'node:async_hooks';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import type { Logger } from '../logging/index.ts';
import { observePool } from './pool-metrics.ts';

export type Database = pg.Pool;
/** One connection that is inside a transaction. */
export type Transaction = pg.PoolClient;
/** What a statement can be sent to: the pool, or the connection of a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

export interface PoolOptions {
  url: string;
  /** Connections at most; more work waits for one, in a span of its own. */
  size: number;
  /** How long work waits for a connection, in milliseconds; default 3000. */
  waitTimeoutMs?: number;
  /** How long a statement may take, its wait for locks included, in milliseconds; default 5000. */
  statementTimeoutMs?: number;
  logger: Logger;
}

// Amounts and counts stay far below 2^53, so bigint columns are read as numbers.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * Whoever waited for a connection goes on as who they were, not as the one that gave it back: background work that polls the
 * database would put its statements into the trace of a request otherwise. The instrumentation sees to that only where
 * there is a span already.
 */
class Pool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    if (!callback) return super.connect();
    super.connect(AsyncResource.bind(callback));
    return undefined;
  }
}

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

/** A bounded pool whose every wait, statement and idle transaction has a limit. */
export function createPool(options: PoolOptions): Database {
  const { url, size, waitTimeoutMs = 3_000, statementTimeoutMs = 5_000, logger } = options;
  const server = parseIntoClientConfig(url);
  const pool = new Pool({
    // Not as one string: the instrumentation would parse it twice whenever a connection is taken.
    ...server,
    max: size,
    connectionTimeoutMillis: waitTimeoutMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    // For a server that does not answer at all; one that does ends the statement itself, before that.
    query_timeout: 2 * statementTimeoutMs,
    lock_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 2 * statementTimeoutMs,
  });
  // A connection that breaks while it is in use is told by the statement that it breaks, or by the next one.
  pool.on('connect', client => client.on('error', () => {}));
  pool.on('error', error => logger.warn({ err: error }, 'an idle database connection was lost'));
  observePool(pool, `${server.host}:${server.port}/${server.database}`);
  return pool;
}

/** Readiness: the database answers. */
export async function pingDatabase(database: Queryable): Promise<void> {
  await database.query('SELECT 1');
}
