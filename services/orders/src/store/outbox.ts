import { type Order, type OrderConfirmed, orderConfirmedQueue } from '@spanshop/shared/contracts/orders';
import type { Transaction } from '@spanshop/shared/database';
import type { Queue } from '@spanshop/shared/queue';

/**
 * Tells fulfillment of a confirmed order, if and only if the transaction commits.
 *
 * @param gracePeriodMs for so long fulfillment does not hear of it
 */
export function sendConfirmed(
  queue: Queue,
  transaction: Transaction,
  { id }: Order,
  gracePeriodMs: number,
): Promise<void> {
  const message: OrderConfirmed = { orderId: id };
  return queue.send(orderConfirmedQueue, message, transaction, { delayMs: gracePeriodMs });
}
