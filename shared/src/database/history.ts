import type { Logger } from '../logging/index.ts';
import type { Database } from './create-pool.ts';
import { inTransaction } from './transaction.ts';

export interface HistoryOptions {
  database: Database;
  /** The service's schema; its table `history` holds in one row how many orders are loaded. */
  schema: string;
  /** INSERT ... SELECT for the orders $1 to $2 of `seed.orders($1, $2)`. */
  statement: string;
  /** How many orders of the past there should be; 0 for none. */
  orders: number;
  logger: Logger;
}

export interface HistoryLoader {
  start(): void;
  /** Resolves when the chunk that loads now is done. */
  stop(): Promise<void>;
}

const chunk = 5_000;

/**
 * Generates the past inside the database, a chunk a transaction, while the service already works. It goes on where an
 * earlier start stopped.
 */
export function createHistoryLoader(options: HistoryOptions): HistoryLoader {
  let stopping = false;
  let running = Promise.resolve();
  const load = async () => {
    const { schema, orders, logger } = options;
    const startedAt = performance.now();
    let loaded = 0;
    while (!stopping && loaded < orders) loaded = await loadChunk(options);
    if (orders > 0 && !stopping) {
      logger.info({ schema, orders: loaded, tookMs: Math.round(performance.now() - startedAt) }, 'history loaded');
    }
  };
  return {
    start() {
      running = load().catch(error => options.logger.error({ err: error }, 'the history cannot be loaded'));
    },
    stop() {
      stopping = true;
      return running;
    },
  };
}

function loadChunk({ database, schema, statement, orders }: HistoryOptions): Promise<number> {
  return inTransaction(database, async transaction => {
    const { rows } = await transaction.query<{ loaded: number }>(`SELECT loaded FROM ${schema}.history FOR UPDATE`);
    const first = (rows[0]?.loaded ?? 0) + 1;
    const last = Math.min(first + chunk - 1, orders);
    if (first > last) return first - 1;
    await transaction.query(statement, [first, last]);
    await transaction.query(`UPDATE ${schema}.history SET loaded = $1`, [last]);
    return last;
  });
}
