import { runWithDeadline } from '@spanshop/shared/deadline';
import { PeerError } from '@spanshop/shared/errors';
import type { Peers } from './peers.ts';
import { type Orders, type Outcome, type Saga, SagaLost } from './saga.ts';
import type { Step } from './saga-spans.ts';

export interface Undo {
  outcome: Outcome;
  /** Whether stock may be reserved. */
  release: boolean;
  /** Whether the card may be charged. */
  void: boolean;
}

/**
 * Undoes what may have been done and ends the order. It has time of its own, since the request's may be over. Where a peer
 * does not confirm its part the saga stays as it is, and recovery goes on once the lease has run out.
 */
export async function undo(
  shop: Peers & { orders: Orders; undoTimeoutMs: number },
  saga: Saga,
  plan: Undo,
  step: Step,
): Promise<void> {
  try {
    await runWithDeadline(shop.undoTimeoutMs, async () => {
      const undoing = await shop.orders.beginUndo(saga, plan.outcome);
      await Promise.allSettled([
        plan.release && step('release stock', () => shop.inventory.release(saga.orderId)),
        plan.void && step('void charge', () => shop.payments.void(saga.orderId)),
      ]).then(throwFirstFailure);
      await step('end order', () => shop.orders.finishUndo(undoing));
    });
  } catch (error) {
    if (!(error instanceof PeerError || error instanceof SagaLost)) throw error;
  }
}

function throwFirstFailure(results: readonly PromiseSettledResult<unknown>[]): void {
  const failed = results.find(result => result.status === 'rejected');
  if (failed) throw failed.reason;
}
