import type { Logger } from '../logging/index.ts';
import type { Database } from './create-pool.ts';
import { inTransaction } from './transaction.ts';

export interface HistoryOptions {
  database: Database;
  schema: string;
  /** INSERT ... SELECT for the orders $1 to $2 of `seed.orders($1, $2)`. */
  statement: string;
  /** How many orders of the past there should be. */
  orders: number;
  logger: Logger;
}

const chunk = 5_000;

/**
 * Generates the past inside the database, a chunk a transaction, while the service already works. It goes on where an
 * earlier start stopped, and ends early when the signal aborts.
 */
export async function loadHistory(options: HistoryOptions, signal: AbortSignal): Promise<void> {
  const { schema, orders, logger } = options;
  const started = performance.now();
  let loaded = 0;
  while (!signal.aborted && loaded < orders) loaded = await loadChunk(options);
  if (!signal.aborted)
    logger.info({ schema, orders: loaded, tookMs: Math.round(performance.now() - started) }, 'history loaded');
}

function loadChunk({ database, schema, statement, orders }: HistoryOptions): Promise<number> {
  return inTransaction(database, async transaction => {
    const { rows } = await transaction.query(`SELECT loaded FROM ${schema}.history FOR UPDATE`);
    const from = Number(rows[0]?.loaded ?? 0) + 1;
    const to = Math.min(from + chunk - 1, orders);
    if (from > to) return from - 1;
    await transaction.query(statement, [from, to]);
    await transaction.query(`UPDATE ${schema}.history SET loaded = $1`, [to]);
    return to;
  });
}
