import assert from 'node:assert/strict';
import type { Order } from '@spanshop/shared/contracts/orders';
import { withClient } from '@spanshop/shared/database/bootstrap';
import { findOrder } from './requests.ts';
import type { TestShop } from './start-shop.ts';
import { until } from './until.ts';

/** Waits until an order is no longer pending and its saga has ended, and gives it. */
export async function orderEnd(shop: TestShop, orderId: string): Promise<Order> {
  await until(`the end of the saga of ${orderId}`, async () => !(await hasSaga(shop, orderId)));
  const order = await findOrder(shop, orderId);
  assert.notEqual(order.status, 'pending', 'an order without a saga is in a state of its own');
  return order;
}

export async function hasSaga({ auditor }: TestShop, orderId: string): Promise<boolean> {
  const { rowCount } = await auditor.query('SELECT FROM orders.sagas WHERE order_id = $1', [orderId]);
  return rowCount === 1;
}

/** As if whoever works on the order's saga had been asleep for longer than its lease. */
export async function endLease({ database }: TestShop, orderId: string): Promise<void> {
  await withClient(database.migrationUrl, client =>
    client.query("UPDATE orders.sagas SET lease_until = now() - interval '1 millisecond' WHERE order_id = $1", [
      orderId,
    ]),
  );
}

/** What the other services hold for an order: `reservation released, charge voided, capture reversed, 0 messages`. */
export async function holdings({ auditor }: TestShop, orderId: string): Promise<string> {
  const { rows } = await auditor.query<Record<string, string>>(
    `SELECT (SELECT status FROM inventory.reservations WHERE order_id::text = $1) AS reservation,
            (SELECT status FROM payments.charges WHERE order_id::text = $1) AS charge,
            (SELECT status FROM acquirer.captures WHERE reference = $1::text) AS capture,
            (SELECT count(*) FROM queue.job WHERE data -> 'message' ->> 'orderId' = $1::text) AS messages`,
    [orderId],
  );
  const { reservation, charge, capture, messages } = rows[0] ?? {};
  return `reservation ${reservation}, charge ${charge}, capture ${capture}, ${messages} messages`;
}

/** Gives a product so many pieces and forgets what was ever sold of it. */
export async function setStock({ database }: TestShop, sku: string, pieces: number): Promise<void> {
  await withClient(database.migrationUrl, client =>
    client.query(
      'UPDATE inventory.stock SET initial = $2 + reserved + shipped, restocked = 0, available = $2 WHERE sku = $1',
      [sku, pieces],
    ),
  );
}
