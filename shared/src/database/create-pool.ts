import { AsyncResource } from 'node:async_hooks';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { runWithDeadline } from '../deadline/index.ts';
import { DatabaseUnavailable } from '../errors/index.ts';
import type { Logger } from '../logging/index.ts';
import { announcePool } from '../telemetry/index.ts';
import { DeadlineClient, timeForDatabaseMs } from './deadline-client.ts';
import { failureOf } from './failures.ts';

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
 * there is a span already. The wait ends with the active deadline.
 */
class Pool extends pg.Pool {
  readonly #connectMs: number;

  constructor(options: pg.PoolConfig & { connectionTimeoutMillis: number }) {
    super(options);
    this.#connectMs = options.connectionTimeoutMillis;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    if (!callback) {
      return this.#withinDeadline(() => super.connect()).catch(error => Promise.reject(noConnection(error)));
    }
    const connected: Connected = (error, client, done) => callback(error && noConnection(error), client, done);
    this.#withinDeadline(() => super.connect(AsyncResource.bind(connected)));
    return undefined;
  }

  /**
   * The pool reads its limit when somebody begins to wait, and again when it opens a connection for somebody who waits already:
   * then the active deadline is that of whoever gave a connection up, and the one who waits still has a limit of its own.
   */
  #withinDeadline<T>(connect: () => T): T {
    this.options.connectionTimeoutMillis = Math.max(Math.min(this.#connectMs, timeForDatabaseMs()), 1);
    try {
      return connect();
    } finally {
      this.options.connectionTimeoutMillis = this.#connectMs;
    }
  }

  /** A connection that breaks is told to the pool before it is told to its statement. */
  override query(...statement: unknown[]): never {
    const sent = super.query(...(statement as [string])).catch(error => Promise.reject(failureOf(error)));
    return sent as unknown as never;
  }
}

function noConnection(cause: Error): DatabaseUnavailable {
  return cause instanceof DatabaseUnavailable ? cause : new DatabaseUnavailable({ cause, didNothing: true });
}

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

/**
 * A bounded pool whose every wait, statement and idle transaction has a limit, and ends with the active deadline where that is
 * sooner.
 */
export function createPool(options: PoolOptions): Database {
  const { url, size, waitTimeoutMs = 3_000, statementTimeoutMs = 5_000, logger } = options;
  const server = parseIntoClientConfig(url);
  const pool = new Pool({
    // Not as one string: the instrumentation would parse it twice whenever a connection is taken.
    ...server,
    Client: DeadlineClient,
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
  announcePool({ pool, name: `${server.host}:${server.port}/${server.database}` });
  return pool;
}

const pingTimeoutMs = 2_000;

/** Readiness: the database answers within two seconds. */
export async function pingDatabase(database: Queryable): Promise<void> {
  await runWithDeadline(pingTimeoutMs, () => database.query('SELECT 1'));
}
