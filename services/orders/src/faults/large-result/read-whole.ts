import { decodeCursor } from '@spanshop/shared/contracts/cursor';
import type { Order } from '@spanshop/shared/contracts/orders';
import type { Queryable } from '@spanshop/shared/database';
import type { Orders } from '../../domain/saga.ts';
import { listingKey, pageOf } from '../../store/order-page.ts';
import { type OrderRow, selectOrders, toOrder } from '../../store/order-rows.ts';

/**
 * Reads all that a customer ever ordered, and what customers next to them did, and cuts the page out of it here: as code does
 * that reads ahead into a cache and sorts, filters and pages by itself.
 *
 * @param customers how many customers' orders are read
 */
export function readWhole(database: Queryable, customers: number): Orders['list'] {
  return async (customerId, { tenant, cursor, limit }) => {
    const { rows } = await database.query<OrderRow>(`${selectOrders} WHERE customer_id = ANY ($1) AND tenant = $2`, [
      neighboursOf(customerId, customers),
      tenant,
    ]);
    const [placedBefore, idBefore] = cursor ? decodeCursor(cursor, listingKey) : [];
    const orders = rows
      .map(toOrder)
      .filter(order => order.customerId === customerId)
      .sort(newestFirst)
      .filter(order => !placedBefore || !idBefore || newestFirst(order, { placedAt: placedBefore, id: idBefore }) > 0);
    return pageOf(orders, limit);
  };
}

/** The customers of one block by their numbers, the one who is asked for among them. */
function neighboursOf(customerId: string, count: number): string[] {
  const [prefix = '', digits = '0'] = customerId.split(/(?<=-)/);
  const first = Number(digits) - (Number(digits) % count);
  return Array.from({ length: count }, (_, index) => prefix + String(first + index).padStart(digits.length, '0'));
}

type Placed = Pick<Order, 'placedAt' | 'id'>;

function newestFirst(a: Placed, b: Placed): number {
  return descending(a.placedAt, b.placedAt) || descending(a.id, b.id);
}

function descending(a: string, b: string): number {
  return a === b ? 0 : a < b ? 1 : -1;
}
