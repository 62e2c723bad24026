import type { Queryable } from '@spanshop/shared/database';
import type { Claim, Hold, IdempotencyKeys } from '../domain/idempotency.ts';

/** @param leaseMs how long a key stays taken by a request that is never answered, in milliseconds */
export function createIdempotencyRepository(database: Queryable, leaseMs: number): IdempotencyKeys {
  const change = async ({ orderId, version }: Hold, assignments: string) => {
    await database.query(
      `UPDATE gateway.idempotency_keys SET ${assignments} WHERE order_id = $1 AND version = $2 AND released_at IS NULL`,
      [orderId, version],
    );
  };
  return {
    async claim({ tenant, key, fingerprint }): Promise<Claim> {
      const claimed = await database.query<Hold>(
        `INSERT INTO gateway.idempotency_keys AS held (tenant, key, fingerprint, running_until)
         VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond')
         ON CONFLICT (tenant, key) WHERE released_at IS NULL
         DO UPDATE SET running_until = excluded.running_until, version = held.version + 1
         WHERE held.running_until <= now() AND held.fingerprint = excluded.fingerprint
         RETURNING order_id AS "orderId", version`,
        [tenant, key, fingerprint, leaseMs],
      );
      if (claimed.rows[0]) return { state: 'mine', hold: claimed.rows[0] };
      const held = await database.query<{ order_id: string; same: boolean; running: boolean }>(
        `SELECT order_id, fingerprint = $3 AS same, running_until IS NOT NULL AS running
         FROM gateway.idempotency_keys WHERE tenant = $1 AND key = $2 AND released_at IS NULL`,
        [tenant, key, fingerprint],
      );
      const [row] = held.rows;
      if (!row) return { state: 'running' };
      if (!row.same) return { state: 'mismatch' };
      return row.running ? { state: 'running' } : { state: 'answered', orderId: row.order_id };
    },
    answered: hold => change(hold, 'running_until = NULL'),
    handOn: hold => change(hold, 'running_until = now()'),
    release: hold => change(hold, 'running_until = NULL, released_at = now()'),
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
