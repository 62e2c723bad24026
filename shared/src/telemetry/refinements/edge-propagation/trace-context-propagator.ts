import { type TextMapPropagator, type TextMapSetter, trace } from '@opentelemetry/api';
import { TRACE_PARENT_HEADER, TRACE_STATE_HEADER, W3CTraceContextPropagator } from '@opentelemetry/core';
import { readHeaderValues } from './header-values.ts';
import { outgoingTraceFlags, rememberInboundTrace } from './random-trace-id.ts';
import { parseTraceparent } from './traceparent.ts';
import { parseTracestate } from './tracestate.ts';

/**
 * The W3C Trace Context propagator, held to the letter of the specification (level 2).
 *
 * The stock one of @opentelemetry/core 3.1.0 keeps the valid rest of an invalid tracestate, takes the first of two
 * traceparents in an array, knows the keys of level 1 only, loses the random flag and writes flags above 0x0f with
 * three digits; so it only writes here, and is given nothing that it would write wrongly. An invalid or repeated
 * traceparent leaves the context alone, so that a new trace starts and tracestate is not even read; an invalid
 * tracestate is dropped whole while the traceparent still counts. A valid tracestate beyond 512 characters loses the
 * members that no longer fit.
 */
export function createTraceContextPropagator(): TextMapPropagator {
  const stock = new W3CTraceContextPropagator();
  return {
    fields: () => stock.fields(),
    inject(context, carrier, setter) {
      const spanContext = trace.getSpanContext(context);
      if (spanContext === undefined) return;
      const traceFlags = outgoingTraceFlags(context, spanContext);
      stock.inject(trace.setSpanContext(context, { ...spanContext, traceFlags }), carrier, skipEmptyValues(setter));
    },
    extract(context, carrier, getter) {
      const spanContext = parseTraceparent(readHeaderValues(carrier, getter, TRACE_PARENT_HEADER));
      if (spanContext === undefined) return context;
      const traceState = parseTracestate(readHeaderValues(carrier, getter, TRACE_STATE_HEADER));
      if (traceState !== undefined) spanContext.traceState = traceState;
      return trace.setSpanContext(rememberInboundTrace(context, spanContext), spanContext);
    },
  };
}

function skipEmptyValues<Carrier>(setter: TextMapSetter<Carrier>): TextMapSetter<Carrier> {
  return {
    set(carrier, key, value) {
      if (value !== '') setter.set(carrier, key, value);
    },
  };
}
