import type { Visitor } from '../lib/visitors.ts';
import { placeOrder } from './place-order.ts';

/** Knows what to buy, and buys it. */
export function order(visitor: Visitor): void {
  placeOrder('order', visitor);
}
