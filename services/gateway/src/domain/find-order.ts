import type { Order } from '@spanshop/shared/contracts/orders';
import { PeerError } from '@spanshop/shared/errors';
import type { IdempotencyKeys } from './idempotency.ts';
import type { Orders } from './shop.ts';

/**
 * An order, or just its id where the request that is to place it has not reached orders yet, and still may.
 *
 * @throws PeerError where there is none, or orders cannot be asked
 */
export async function findOrder(
  keys: IdempotencyKeys,
  orders: Orders,
  { tenant, orderId }: { tenant: string; orderId: string },
): Promise<{ order: Order } | { orderId: string }> {
  try {
    return { order: await orders.find(tenant, orderId) };
  } catch (error) {
    const unknown = error instanceof PeerError && error.status === 404;
    if (unknown && (await keys.isRunning(tenant, orderId))) return { orderId };
    throw error;
  }
}
