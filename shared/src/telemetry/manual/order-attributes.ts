import type { Order } from '../../contracts/orders.ts';
import { attribute } from '../attributes.ts';
import { activeSpan } from './spans.ts';

/** Says on the active span which order it is about and what has become of it; the customer only by the opaque id. */
export function annotateOrder({ id, status, reason, totalMinor, currency, customerId, items }: Order): void {
  activeSpan()?.setAttributes({
    [attribute.orderId]: id,
    [attribute.orderStatus]: status,
    ...(reason ? { [attribute.orderReason]: reason } : {}),
    [attribute.orderTotal]: totalMinor,
    [attribute.orderCurrency]: currency,
    [attribute.orderItems]: items.length,
    [attribute.userId]: customerId,
  });
}

/** Where nothing but the order's id is known. */
export function annotateOrderId(orderId: string): void {
  activeSpan()?.setAttribute(attribute.orderId, orderId);
}
