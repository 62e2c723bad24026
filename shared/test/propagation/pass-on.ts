import {
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  ROOT_CONTEXT,
  type SpanContext,
  type TextMapPropagator,
  trace,
} from '@opentelemetry/api';

/** Headers as a carrier may hold them; what is not text stands for a carrier that something else has spoilt. */
export type ReceivedHeaders = Readonly<Record<string, unknown>>;

/** What a service makes of received headers: the context that it goes on with, and the headers that it passes on. */
export interface PassedOn {
  readonly spanContext: SpanContext | undefined;
  readonly baggage: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export const traceId = '0af7651916cd43dd8448eb211c80319c';
export const spanId = 'b7ad6b7169203331';
export const traceparent = `00-${traceId}-${spanId}-01`;

export function passOn(propagator: TextMapPropagator, received: ReceivedHeaders): PassedOn {
  const context = propagator.extract(ROOT_CONTEXT, received, defaultTextMapGetter);
  const headers: Record<string, string> = {};
  propagator.inject(context, headers, defaultTextMapSetter);
  const members = propagation.getBaggage(context)?.getAllEntries() ?? [];
  const baggage = Object.fromEntries(members.map(([key, { value }]) => [key, value]));
  return { spanContext: trace.getSpanContext(context), baggage, headers };
}
