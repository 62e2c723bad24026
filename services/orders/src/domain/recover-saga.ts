import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import type { OrderReason } from '@spanshop/shared/contracts/orders';
import { runWithDeadline } from '@spanshop/shared/deadline';
import { PeerError } from '@spanshop/shared/errors';
import { attribute, extractCarrier, spanContextOf } from '@spanshop/shared/telemetry';
import type { Shop } from './place-order.ts';
import type { Saga } from './saga.ts';
import { inSaga, type Step } from './saga-spans.ts';
import { undo } from './undo.ts';

/**
 * Finishes a saga that its process left: an order whose card is charged is confirmed, any other is undone. It runs in a
 * trace of its own, linked to the order's and under the order's baggage.
 *
 * @throws PeerError while a peer cannot be asked, SagaLost where somebody else has taken the saga over meanwhile; as while
 *   the acquirer cannot be asked, the saga then waits for its lease to run out again
 */
export function recoverSaga(shop: Shop, saga: Saga, timeoutMs: number): Promise<void> {
  const origin = spanContextOf(saga.carrier);
  const settings = {
    root: true,
    links: origin ? [{ context: origin }] : [],
    attributes: { [attribute.recoveredFrom]: saga.step },
  };
  const recover = () => inSaga('recover order', saga, step => finish(shop, saga, step), settings);
  return context.with(withBaggageOf(saga), () => runWithDeadline(timeoutMs, recover));
}

async function finish(shop: Shop, saga: Saga, step: Step): Promise<void> {
  if (saga.outcome) return undo(shop, saga, { outcome: saga.outcome, release: true, void: true }, step);
  const charge = await step('settle charge', () => settleCharge(shop, saga.orderId));
  // Payments could not ask the acquirer: undoing now would take back what may be a good payment.
  if (charge === 'unknown') return;
  if (charge === 'charged') {
    await step('confirm', () => shop.orders.confirm(saga));
    return;
  }
  const reason: OrderReason = charge === 'declined' ? 'payment_declined' : 'interrupted';
  const outcome = { status: charge === 'declined' ? 'rejected' : 'failed', reason } as const;
  await undo(shop, saga, { outcome, release: true, void: true }, step);
}

/** Payments that know nothing of the order count as not charged: the undo's tombstone keeps it so. */
async function settleCharge({ payments }: Shop, orderId: string) {
  try {
    return await payments.chargeStatus(orderId);
  } catch (error) {
    if (error instanceof PeerError && error.failure === 'refused') return undefined;
    throw error;
  }
}

function withBaggageOf(saga: Saga) {
  const baggage = propagation.getBaggage(extractCarrier(saga.carrier));
  return baggage ? propagation.setBaggage(ROOT_CONTEXT, baggage) : ROOT_CONTEXT;
}
