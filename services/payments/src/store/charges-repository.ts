import type { Queryable } from '@spanshop/shared/database';
import { asFirstEffect } from '@spanshop/shared/errors';
import type { Charges, SettledStatus, StoredCharge } from '../domain/charges.ts';

const chargeColumns = `order_id AS "orderId", status, amount_minor AS "amountMinor", currency,
   reversal_pending AS "reversalPending"`;

/**
 * A single statement for each change, so that none waits for the acquirer inside a transaction.
 *
 * @param settleAfterMs how long a charge is left alone, in milliseconds, before it counts as open
 */
export function createChargesRepository(database: Queryable, settleAfterMs: number): Charges {
  const many = async <Row extends StoredCharge = StoredCharge>(statement: string, parameters: unknown[]) =>
    (await database.query<Row>(statement, parameters)).rows;
  const one = async <Row extends StoredCharge>(orderId: string, statement: string, parameters: unknown[] = []) => {
    const [charge] = await many<Row>(statement, [orderId, ...parameters]);
    if (!charge) throw new Error(`there is no charge of order ${orderId}`);
    return charge;
  };
  return {
    claim: ({ orderId, customerId, amountMinor, currency }) =>
      // A row that was there already is returned by its update, which leaves a transaction in its xmax.
      asFirstEffect(
        one<StoredCharge & { isNew: boolean }>(
          orderId,
          `INSERT INTO payments.charges (order_id, customer_id, amount_minor, currency, status)
           VALUES ($1, $2, $3, $4, 'unknown')
           ON CONFLICT (order_id) DO UPDATE SET asked_at = now()
           RETURNING ${chargeColumns}, xmax = 0 AS "isNew"`,
          [customerId, amountMinor, currency],
        ),
      ),
    async find(orderId) {
      const [charge] = await many(`SELECT ${chargeColumns} FROM payments.charges WHERE order_id = $1`, [orderId]);
      return charge;
    },
    async settle(orderId, word) {
      const { status } = await one(
        orderId,
        `UPDATE payments.charges SET
           status = CASE status WHEN 'unknown' THEN $2 ELSE status END,
           reversal_pending = reversal_pending OR (status = 'voided' AND $2 = 'charged'),
           updated_at = now()
         WHERE order_id = $1 RETURNING ${chargeColumns}`,
        [word],
      );
      return status as SettledStatus;
    },
    void: orderId =>
      // Without a row nothing was ever sent to the acquirer, and from now on nothing will be.
      one(
        orderId,
        `INSERT INTO payments.charges (order_id, status) VALUES ($1, 'voided')
         ON CONFLICT (order_id) DO UPDATE SET
           status = 'voided',
           reversal_pending = charges.reversal_pending OR charges.status IN ('unknown', 'charged'),
           updated_at = now(), asked_at = now()
         RETURNING ${chargeColumns}`,
      ),
    async endReversal(orderId) {
      await one(
        orderId,
        `UPDATE payments.charges SET reversal_pending = false, updated_at = now()
         WHERE order_id = $1 RETURNING ${chargeColumns}`,
      );
    },
    takeOpen: limit =>
      many(
        `WITH open AS MATERIALIZED (
           SELECT order_id AS id FROM payments.charges
           WHERE (status = 'unknown' OR reversal_pending) AND asked_at < now() - $2 * interval '1 millisecond'
           ORDER BY asked_at LIMIT $1 FOR UPDATE SKIP LOCKED
         )
         UPDATE payments.charges SET asked_at = now() FROM open WHERE order_id = id RETURNING ${chargeColumns}`,
        [limit, settleAfterMs],
      ),
  };
}
