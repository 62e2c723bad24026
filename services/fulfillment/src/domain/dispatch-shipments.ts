import type { Link, Tracer } from '@opentelemetry/api';
import { attribute, type Carrier, inSpan, spanContextOf } from '@spanshop/shared/telemetry';

export interface WaitingShipment {
  orderId: string;
  /** Context of the span that shipped the order. */
  carrier: Carrier;
}

export interface Dispatches {
  /** The shipments that have waited longest, at most `limit`. */
  waiting(limit: number): Promise<WaitingShipment[]>;
  markDispatched(orderIds: readonly string[]): Promise<void>;
}

/** What one van takes. */
const largestBatch = 100;

/**
 * Hands a batch of shipments to the carrier. The batch belongs to no single order, so it is a trace of its own, with a link
 * to each order that it carries; without shipments there is no trace.
 */
export async function dispatchShipments(tracer: Tracer, dispatches: Dispatches): Promise<void> {
  const batch = await dispatches.waiting(largestBatch);
  if (batch.length === 0) return;
  const settings = { root: true, links: batch.flatMap(linkTo), attributes: { [attribute.dispatchSize]: batch.length } };
  await inSpan(tracer, 'dispatch shipments', settings, () =>
    dispatches.markDispatched(batch.map(({ orderId }) => orderId)),
  );
}

function linkTo({ orderId, carrier }: WaitingShipment): Link[] {
  const context = spanContextOf(carrier);
  return context ? [{ context, attributes: { [attribute.orderId]: orderId } }] : [];
}
