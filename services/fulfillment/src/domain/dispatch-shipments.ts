import type { Link, Tracer } from '@opentelemetry/api';
import { attribute, type Carrier, inSpan, spanContextOf } from '@spanshop/shared/telemetry';

export interface WaitingShipment {
  orderId: string;
  /** Context of the span that shipped the order. */
  carrier: Carrier;
}

/** The shipments of one batch. Nobody else gets them until the batch has left, or has failed to. */
export interface Batch {
  shipments: readonly WaitingShipment[];
  markDispatched(): Promise<void>;
}

export interface Dispatches {
  /** Hands over the shipments that have waited longest, at most `limit`; where none wait nothing is handed over. */
  takeBatch(limit: number, handOver: (batch: Batch) => Promise<void>): Promise<void>;
}

/** What one van takes. */
const largestBatch = 100;

/**
 * Hands a batch of shipments to the carrier. The batch belongs to no single order, so it is a trace of its own, with a link
 * to each order that it carries; without shipments there is no trace.
 */
export function dispatchShipments(tracer: Tracer, dispatches: Dispatches): Promise<void> {
  return dispatches.takeBatch(largestBatch, ({ shipments, markDispatched }) => {
    const attributes = { [attribute.dispatchSize]: shipments.length };
    const settings = { root: true, links: shipments.flatMap(linkTo), attributes };
    return inSpan(tracer, 'dispatch shipments', settings, markDispatched);
  });
}

function linkTo({ orderId, carrier }: WaitingShipment): Link[] {
  const context = spanContextOf(carrier);
  return context ? [{ context, attributes: { [attribute.orderId]: orderId } }] : [];
}
