import { activeTraceId } from '../telemetry/index.ts';
import type { Database, Transaction } from './create-pool.ts';

/**
 * Runs work in one transaction on one connection: commits when it resolves, rolls back when it throws. A connection whose
 * rollback fails is not given back to the pool.
 */
export async function inTransaction<T>(database: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await database.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = await client.query('ROLLBACK').then(
      () => undefined,
      (rollbackError: Error) => rollbackError,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * What a transaction that takes row locks sets as its application_name, so that whoever waits for it can say who held the
 * lock: the operation and the trace. PostgreSQL keeps the first 63 bytes.
 */
export function lockHolderName(operation: string): string {
  return `${activeTraceId() ?? 'untraced'} ${operation}`;
}

/** The reverse of `lockHolderName`; undefined for a name that is not one. */
export function readLockHolderName(name: string): { traceId: string; operation: string } | undefined {
  const [, traceId, operation] = /^([0-9a-f]{32}) (.+)$/.exec(name) ?? [];
  return traceId && operation ? { traceId, operation } : undefined;
}
