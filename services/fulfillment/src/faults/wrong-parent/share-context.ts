import { type Context, context } from '@opentelemetry/api';
import { isHit } from '@spanshop/shared/faults';
import type { Orders } from '../../domain/ship-order.ts';
import { wrongParent } from './entry.ts';

/** Notes the context of whoever claims an order, and makes some of the later calls in the one that was noted last. */
export function shareContext({ claim, markShipped }: Orders): {
  claim: Orders['claim'];
  markShipped: (percent: number) => Orders['markShipped'];
} {
  let last: Context | undefined;
  return {
    claim(orderId) {
      last = context.active();
      return claim(orderId);
    },
    markShipped: percent => orderId =>
      last && isHit(wrongParent, percent) ? context.with(last, () => markShipped(orderId)) : markShipped(orderId),
  };
}
