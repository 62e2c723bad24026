import type { PublicOrder } from '@spanshop/shared/contracts/gateway';
import type { Order, OrderReason } from '@spanshop/shared/contracts/orders';
import { AppError } from '@spanshop/shared/errors';
import type { Response } from 'express';

/**
 * Answers a checkout by the state that the order has reached.
 *
 * @throws AppError 402, 409 or 422 for an order that was rejected, 503 for one that failed; with the order's id
 */
export function answerOrder(response: Response, order: Order, replayed: boolean): void {
  if (replayed) response.setHeader('Idempotent-Replayed', 'true');
  if (order.status === 'rejected' || order.status === 'failed') throw refusalOf(order);
  response
    .status(order.status === 'pending' ? 202 : 201)
    .location(locationOf(order.id))
    .json(toPublic(order));
}

export function locationOf(orderId: string): string {
  return `/orders/${orderId}`;
}

/** What the customer sees: everything but which storefront it was, which the customer said. */
export function toPublic({ tenant: _tenant, ...order }: Order): PublicOrder {
  return order;
}

const refusals: Readonly<Partial<Record<OrderReason, { status: number; detail: string }>>> = {
  payment_declined: { status: 402, detail: 'The card was declined.' },
  risk_declined: { status: 402, detail: 'The order was declined.' },
  out_of_stock: { status: 409, detail: 'There are not enough pieces left.' },
  unknown_product: { status: 422, detail: 'The order names a product that this storefront does not sell.' },
};

function refusalOf({ id, status, reason }: Order): AppError {
  const refusal = (status === 'rejected' && reason && refusals[reason]) || { status: 503, detail: 'The order failed.' };
  return new AppError({ ...refusal, code: reason ?? `order_${status}`, extensions: { orderId: id } });
}
