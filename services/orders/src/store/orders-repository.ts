import { decodeCursor } from '@spanshop/shared/contracts/cursor';
import type { Order, OrderStatus } from '@spanshop/shared/contracts/orders';
import { type Database, inTransaction, type Queryable } from '@spanshop/shared/database';
import { asFirstEffect } from '@spanshop/shared/errors';
import type { Queue } from '@spanshop/shared/queue';
import { injectCarrier } from '@spanshop/shared/telemetry';
import type { Orders } from '../domain/saga.ts';
import { insertOrder, setPrices, setStatus } from './order-changes.ts';
import { listingKey, pageOf } from './order-page.ts';
import { type OrderRow, selectOrders, selectPage, toOrder } from './order-rows.ts';
import { sendConfirmed } from './outbox.ts';
import { endSaga, insertUndoing, takeOverSaga, turnSaga } from './saga-rows.ts';

export interface OrdersRepositoryOptions {
  database: Database;
  queue: Queue;
  /** How long a process may work on a saga, in milliseconds. */
  leaseMs: number;
  /** How long a confirmed order waits before fulfillment hears of it, in milliseconds. */
  gracePeriodMs: number;
}

/** Orders and their sagas in PostgreSQL. A saga's row and its order change in one transaction. */
export function createOrdersRepository(options: OrdersRepositoryOptions): Orders {
  const { database, queue, leaseMs, gracePeriodMs } = options;
  return {
    async begin(request) {
      const carrier = injectCarrier();
      const isNew = await asFirstEffect(insertOrder(database, { request, carrier, leaseMs }));
      return isNew ? { orderId: request.orderId, step: 'placing', version: 1, carrier } : undefined;
    },
    setPrices: (saga, quote) => setPrices(database, saga, quote),
    confirm: saga =>
      inTransaction(database, async transaction => {
        await endSaga(transaction, saga);
        const order = await setStatus(transaction, saga.orderId, 'pending', { status: 'confirmed' });
        await sendConfirmed(queue, transaction, order, gracePeriodMs);
        return order;
      }),
    beginUndo: (saga, outcome) => turnSaga(database, saga, outcome),
    finishUndo: saga =>
      inTransaction(database, async transaction => {
        await endSaga(transaction, saga);
        if (!saga.outcome) throw new Error(`the saga of ${saga.orderId} has no outcome`);
        const from = saga.outcome.status === 'cancelled' ? 'cancelled' : 'pending';
        return setStatus(transaction, saga.orderId, from, saga.outcome);
      }),
    cancel: (tenant, orderId) =>
      inTransaction(database, async transaction => {
        const { rowCount } = await transaction.query(
          `UPDATE orders.orders SET status = 'cancelled', updated_at = now()
           WHERE id = $1 AND tenant = $2 AND status = 'confirmed'`,
          [orderId, tenant],
        );
        if (!rowCount) return undefined;
        const outcome = { status: 'cancelled' } as const;
        return insertUndoing(transaction, { orderId, outcome, carrier: injectCarrier(), leaseMs });
      }),
    claimForShipping: orderId => advance(database, orderId, 'confirmed', 'shipping'),
    markShipped: orderId => advance(database, orderId, 'shipping', 'shipped'),
    takeOver: () => takeOverSaga(database, leaseMs),
    find: orderId => find(database, orderId),
    async list(customerId, { tenant, cursor, limit }) {
      const [placedBefore, idBefore] = cursor ? decodeCursor(cursor, listingKey) : [null, null];
      const values = [customerId, tenant, placedBefore, idBefore, limit + 1];
      const { rows } = await database.query<OrderRow>(selectPage, values);
      return pageOf(rows.map(toOrder), limit);
    },
  };
}

async function find(database: Queryable, orderId: string): Promise<Order | undefined> {
  const { rows } = await database.query<OrderRow>(`${selectOrders} WHERE id = $1`, [orderId]);
  return rows[0] && toOrder(rows[0]);
}

async function advance(
  database: Queryable,
  orderId: string,
  from: OrderStatus,
  to: OrderStatus,
): Promise<Order | undefined> {
  await database.query('UPDATE orders.orders SET status = $3, updated_at = now() WHERE id = $1 AND status = $2', [
    orderId,
    from,
    to,
  ]);
  return find(database, orderId);
}
