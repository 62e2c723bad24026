import type { Order } from '@spanshop/shared/contracts/orders';
import { AppError } from '@spanshop/shared/errors';
import type { Shop } from './place-order.ts';
import { inSaga } from './saga-spans.ts';
import { undo } from './undo.ts';

/**
 * Cancels a confirmed order and gives back stock and money. It cannot race shipping: both take the order from `confirmed`
 * by one conditional update. Repeating it changes nothing.
 *
 * @throws AppError 404 for an order that this storefront does not have, 409 for one that cannot be cancelled any more
 */
export async function cancelOrder(shop: Shop, tenant: string, orderId: string): Promise<Order> {
  const saga = await shop.orders.cancel(tenant, orderId);
  if (saga) {
    await inSaga('cancel order', saga, step =>
      undo(shop, saga, { outcome: { status: 'cancelled' }, release: true, void: true }, step),
    );
  }
  const order = await shop.orders.find(orderId);
  if (!order || order.tenant !== tenant) throw unknownOrder(orderId);
  if (order.status === 'cancelled') return order;
  const detail = `An order that is ${order.status} cannot be cancelled.`;
  throw new AppError({ status: 409, code: 'not_cancellable', detail, extensions: { orderId, status: order.status } });
}

export function unknownOrder(orderId: string): AppError {
  return new AppError({ status: 404, code: 'unknown_order', detail: `There is no order ${orderId}.` });
}
