import type { Quote } from '@spanshop/shared/contracts/inventory';
import type { Order, OrderStatus, PlaceOrderRequest } from '@spanshop/shared/contracts/orders';
import type { Queryable } from '@spanshop/shared/database';
import type { Carrier } from '@spanshop/shared/telemetry';
import { type Outcome, type Saga, SagaLost } from '../domain/saga.ts';
import { type OrderRow, selectOrders, toOrder } from './order-rows.ts';

export interface NewOrder {
  request: PlaceOrderRequest;
  carrier: Carrier;
  leaseMs: number;
}

/** Writes an order as `pending`, its lines and its saga, in one statement; false where the order exists already. */
export async function insertOrder(database: Queryable, { request, carrier, leaseMs }: NewOrder): Promise<boolean> {
  const { orderId, tenant, customerId, currency, items } = request;
  const { rowCount } = await database.query(
    `WITH placed AS (
       INSERT INTO orders.orders (id, tenant, customer_id, status, currency) VALUES ($1, $2, $3, 'pending', $4)
       ON CONFLICT DO NOTHING RETURNING id
     ), lines AS (
       INSERT INTO orders.order_items (order_id, sku, quantity)
       SELECT id, sku, quantity FROM placed, unnest($5::text[], $6::integer[]) AS line (sku, quantity)
     )
     INSERT INTO orders.sagas (order_id, step, carrier, lease_until)
     SELECT id, 'placing', $7, now() + $8 * interval '1 millisecond' FROM placed`,
    [
      orderId,
      tenant,
      customerId,
      currency,
      items.map(({ sku }) => sku),
      items.map(({ quantity }) => quantity),
      carrier,
      leaseMs,
    ],
  );
  return rowCount === 1;
}

/** @throws SagaLost */
export async function setPrices(database: Queryable, saga: Saga, { totalMinor, lines }: Quote): Promise<void> {
  const { rowCount } = await database.query(
    `WITH held AS (
       SELECT order_id FROM orders.sagas WHERE order_id = $1 AND version = $2 FOR UPDATE
     ), lines AS (
       UPDATE orders.order_items SET unit_price_minor = line.price
       FROM held, unnest($4::text[], $5::integer[]) AS line (sku, price)
       WHERE order_items.order_id = held.order_id AND order_items.sku = line.sku
     )
     UPDATE orders.orders SET total_minor = $3 FROM held WHERE id = held.order_id`,
    [
      saga.orderId,
      saga.version,
      totalMinor,
      lines.map(({ sku }) => sku),
      lines.map(({ unitPriceMinor }) => unitPriceMinor),
    ],
  );
  if (!rowCount) throw new SagaLost(saga.orderId);
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
