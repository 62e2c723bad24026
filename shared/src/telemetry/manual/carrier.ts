import { type Context, context, propagation, ROOT_CONTEXT, type SpanContext, trace } from '@opentelemetry/api';

/** Trace context and baggage as text, to lie beside a job or a row until somebody takes it up. */
export type Carrier = Record<string, string>;

export function injectCarrier(): Carrier {
  const carrier: Carrier = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** The context that a carrier holds, on an empty one: nothing of the process that reads it leaks in. */
export function extractCarrier(carrier: Carrier): Context {
  return propagation.extract(ROOT_CONTEXT, carrier);
}

/** The span that a carrier points at, for a link; undefined where it holds none. */
export function spanContextOf(carrier: Carrier): SpanContext | undefined {
  return trace.getSpanContext(extractCarrier(carrier));
}
