import { runWithDeadline } from '../deadline/index.ts';
import { DatabaseUnavailable } from '../errors/index.ts';
import type { Database, Transaction } from './create-pool.ts';

/** What giving up a transaction may take, in milliseconds; the request's own time may be over. */
const rollbackMs = 1_000;

/**
 * Runs work in one transaction on one connection: commits when it resolves, rolls back when it throws. A connection that is
 * lost, or whose rollback fails, is not given back to the pool; its transaction ends with it.
 */
export async function inTransaction<T>(database: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await database.connect();
  let broken: Error | undefined;
  let committing = false;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    committing = true;
    await client.query('COMMIT');
    return result;
  } catch (error) {
    const unavailable = error instanceof DatabaseUnavailable ? error : undefined;
    const isLost = unavailable?.didNothing === false;
    broken = isLost ? unavailable : await rollBack(client);
    if (!unavailable) throw error;
    throw new DatabaseUnavailable({ cause: unavailable.cause as Error, didNothing: !committing });
  } finally {
    client.release(broken);
  }
}

function rollBack(client: Transaction): Promise<Error | undefined> {
  return runWithDeadline(rollbackMs, () => client.query('ROLLBACK')).then(
    () => undefined,
    (error: Error) => error,
  );
}
