import { defaultTextMapGetter, type TextMapPropagator, type TextMapSetter, trace } from '@opentelemetry/api';
import { TRACE_PARENT_HEADER, TRACE_STATE_HEADER, W3CTraceContextPropagator } from '@opentelemetry/core';
import { readHeaderValues } from './header-values.ts';
import { outgoingTraceFlags, rememberInboundTrace } from './random-trace-id.ts';
import { parseTraceparent, randomTraceIdFlag } from './traceparent.ts';
import { parseTracestate } from './tracestate.ts';

/**
 * The stock W3C Trace Context propagator, held to the letter of the specification (level 2).
 *
 * Stock 3.1.0 keeps the valid rest of an invalid tracestate, takes the first of two traceparents, loses the random flag
 * and writes flags above 0x0f with three digits. Here an invalid or repeated traceparent leaves the context alone, so
 * that a new trace starts and tracestate is not even read; an invalid tracestate is dropped whole while the traceparent
 * still counts. A valid tracestate beyond 512 characters loses the members that no longer fit (stock behaviour).
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
      const traceparent = parseTraceparent(readHeaderValues(carrier, getter, TRACE_PARENT_HEADER));
      if (traceparent === undefined) return context;
      const tracestate = parseTracestate(readHeaderValues(carrier, getter, TRACE_STATE_HEADER));
      const checked = { [TRACE_PARENT_HEADER]: traceparent.header, [TRACE_STATE_HEADER]: tracestate };
      const random = (traceparent.flags & randomTraceIdFlag) !== 0;
      const remembered = rememberInboundTrace(context, { traceId: traceparent.traceId, random });
      return stock.extract(remembered, checked, defaultTextMapGetter);
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
