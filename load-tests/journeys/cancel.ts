import { ask } from '../lib/shop-client.ts';
import type { Visitor } from '../lib/visitors.ts';
import { placeOrder } from './place-order.ts';

/** Buys, and thinks better of it at once; sometimes too late. */
export function cancel(visitor: Visitor): void {
  const { status, body } = placeOrder('cancel', visitor, 'tok_visa');
  if (status !== 201) return;
  ask('cancel', {
    operation: 'cancelOrder',
    tenant: visitor.tenant,
    path: `/orders/${body?.['id']}/cancel`,
    isRight: cancelled => cancelled['status'] === 'cancelled',
  });
}
