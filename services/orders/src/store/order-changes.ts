import type { Quote } from '@spanshop/shared/contracts/inventory';
import type { Order, OrderStatus, PlaceOrderRequest } from '@spanshop/shared/contracts/orders';
import type { Database, Queryable } from '@spanshop/shared/database';
import { inTransaction } from '@spanshop/shared/database';
import type { Outcome, Saga } from '../domain/saga.ts';
import { type OrderRow, selectOrders, toOrder } from './order-rows.ts';
import { lockSaga } from './saga-rows.ts';

/** Writes an order as `pending`, with its lines; false where it exists already. */
export async function insertOrder(transaction: Queryable, request: PlaceOrderRequest): Promise<boolean> {
  const { orderId, tenant, customerId, currency, items } = request;
  const { rowCount } = await transaction.query(
    `INSERT INTO orders.orders (id, tenant, customer_id, status, currency) VALUES ($1, $2, $3, 'pending', $4)
     ON CONFLICT DO NOTHING`,
    [orderId, tenant, customerId, currency],
  );
  if (!rowCount) return false;
  await transaction.query(
    `INSERT INTO orders.order_items (order_id, sku, quantity)
     SELECT $1, sku, quantity FROM unnest($2::text[], $3::integer[]) AS line (sku, quantity)`,
    [orderId, items.map(({ sku }) => sku), items.map(({ quantity }) => quantity)],
  );
  return true;
}

/** @throws SagaLost */
export function setPrices(database: Database, saga: Saga, { totalMinor, lines }: Quote): Promise<void> {
  return inTransaction(database, async transaction => {
    await lockSaga(transaction, saga);
    await transaction.query('UPDATE orders.orders SET total_minor = $2 WHERE id = $1', [saga.orderId, totalMinor]);
    await transaction.query(
      `UPDATE orders.order_items SET unit_price_minor = line.price
       FROM unnest($2::text[], $3::integer[]) AS line (sku, price)
       WHERE order_id = $1 AND order_items.sku = line.sku`,
      [saga.orderId, lines.map(({ sku }) => sku), lines.map(({ unitPriceMinor }) => unitPriceMinor)],
    );
  });
}

/** @throws Error where the order is not in the state it must be in: the saga's version should have kept that from happening */
export async function setStatus(
  transaction: Queryable,
  orderId: string,
  from: OrderStatus,
  to: Outcome | { status: 'confirmed' },
): Promise<Order> {
  const { rowCount } = await transaction.query(
    'UPDATE orders.orders SET status = $3, reason = $4, updated_at = now() WHERE id = $1 AND status = $2',
    [orderId, from, to.status, 'reason' in to ? to.reason : null],
  );
  const { rows } = await transaction.query<OrderRow>(`${selectOrders} WHERE id = $1`, [orderId]);
  if (!rowCount || !rows[0]) throw new Error(`order ${orderId} is not ${from} but ${rows[0]?.status}`);
  return toOrder(rows[0]);
}
