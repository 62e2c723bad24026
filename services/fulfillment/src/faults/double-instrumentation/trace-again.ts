import { SpanKind } from '@opentelemetry/api';
import { isHit } from '@spanshop/shared/faults';
import { attribute, inSpan } from '@spanshop/shared/telemetry';
import type { Inventory } from '../../domain/ship-order.ts';
import { tracer } from '../../tracer.ts';
import { doubleInstrumentation } from './entry.ts';

const name = 'POST /reservations/{orderId}/ship';
const settings = {
  kind: SpanKind.CLIENT,
  attributes: {
    [attribute.requestMethod]: 'POST',
    [attribute.urlTemplate]: '/reservations/{orderId}/ship',
    [attribute.peerName]: 'inventory',
  },
};

/** Makes a CLIENT span of its own for some calls, around the one that every call has. */
export function traceAgain(ship: Inventory['ship'], percent: number): Inventory['ship'] {
  return orderId =>
    isHit(doubleInstrumentation, percent) ? inSpan(tracer, name, settings, () => ship(orderId)) : ship(orderId);
}
