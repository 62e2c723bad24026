import assert from 'node:assert/strict';
import { auditShop } from '@spanshop/local/audit';
import type { Database } from '@spanshop/shared/database';
import { until } from './until.ts';

interface Audited {
  /** Reads every schema. */
  auditor: Database;
}

/** Waits until nothing is under way (no saga, no open charge, no message in hand) and finds that every invariant holds. */
export async function assertInvariants({ auditor }: Audited): Promise<void> {
  await until(
    'a quiet moment',
    async () => (await auditor.query(underWay)).rows,
    rows => rows.length === 0,
    30_000,
  );
  assert.deepEqual(await auditShop(auditor), []);
}

const underWay = `
  SELECT 'saga' AS what, order_id::text AS id FROM orders.sagas
  UNION ALL
  SELECT 'charge', order_id::text FROM payments.charges WHERE status = 'unknown' OR reversal_pending
  UNION ALL
  SELECT 'message', id::text FROM queue.job WHERE name = 'order.confirmed' AND state IN ('active', 'retry')`;
