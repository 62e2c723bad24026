import assert from 'node:assert/strict';
import type { Database } from '@spanshop/shared/database';

/** Where one ledger holds money and the other does not, or not as much. */
const disagreements = `
  SELECT coalesce(order_id::text, reference) AS id, charges.status AS charged, captures.status AS captured
  FROM (SELECT * FROM payments.charges WHERE status = 'charged') AS charges
  FULL JOIN (SELECT * FROM acquirer.captures WHERE status = 'captured') AS captures ON reference = order_id::text
  WHERE order_id IS NULL OR reference IS NULL OR charges.amount_minor <> captures.amount_minor
    OR charges.currency <> captures.currency`;

/** What holds at every quiet moment: nothing is open, and money is charged here exactly where it is captured there. */
export async function assertLedgersAgree(auditor: Database): Promise<void> {
  const { rows: disagreeing } = await auditor.query(disagreements);
  assert.deepEqual(disagreeing, []);
  const { rows: open } = await auditor.query(
    `SELECT order_id, status FROM payments.charges WHERE status = 'unknown' OR reversal_pending`,
  );
  assert.deepEqual(open, []);
}
