import type { Queryable } from '@spanshop/shared/database';
import type { Claim, IdempotencyKeys } from '../domain/idempotency.ts';

/** @param leaseMs how long a key stays taken by a request that is never answered, in milliseconds */
export function createIdempotencyRepository(database: Queryable, leaseMs: number): IdempotencyKeys {
  return {
    async claim({ tenant, key, fingerprint }): Promise<Claim> {
      const claimed = await database.query<{ order_id: string }>(
        `INSERT INTO gateway.idempotency_keys AS held (tenant, key, fingerprint, running_until)
         VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond')
         ON CONFLICT (tenant, key) DO UPDATE SET running_until = excluded.running_until
         WHERE held.running_until < now() AND held.fingerprint = excluded.fingerprint
         RETURNING order_id`,
        [tenant, key, fingerprint, leaseMs],
      );
      if (claimed.rows[0]) return { state: 'mine', orderId: claimed.rows[0].order_id };
      const held = await database.query<{ order_id: string; same: boolean; running: boolean }>(
        `SELECT order_id, fingerprint = $3 AS same, running_until IS NOT NULL AS running
         FROM gateway.idempotency_keys WHERE tenant = $1 AND key = $2`,
        [tenant, key, fingerprint],
      );
      const [row] = held.rows;
      if (!row) return { state: 'running' };
      if (!row.same) return { state: 'mismatch' };
      return row.running ? { state: 'running' } : { state: 'answered', orderId: row.order_id };
    },
    async answered({ tenant, key }) {
      await database.query('UPDATE gateway.idempotency_keys SET running_until = NULL WHERE tenant = $1 AND key = $2', [
        tenant,
        key,
      ]);
    },
    async release({ tenant, key }) {
      await database.query('DELETE FROM gateway.idempotency_keys WHERE tenant = $1 AND key = $2', [tenant, key]);
    },
    async isRunning(tenant, orderId) {
      const { rowCount } = await database.query(
        'SELECT FROM gateway.idempotency_keys WHERE tenant = $1 AND order_id = $2 AND running_until > now()',
        [tenant, orderId],
      );
      return rowCount === 1;
    },
    async forgetOld() {
      await database.query(`DELETE FROM gateway.idempotency_keys WHERE created_at < now() - interval '24 hours'`);
    },
  };
}
