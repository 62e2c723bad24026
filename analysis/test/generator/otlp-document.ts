import type { Attributes, AttributeValue, Span, Trace } from '../../src/model/index.ts';

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

/** Traces as OTLP JSON, as an exporter sends them to `/v1/traces` and as a file of them reads: times to the nanosecond. */
export function otlpDocument(traces: Iterable<Trace>): { readonly resourceSpans: readonly unknown[] } {
  const resourceSpans = [...traces].flatMap(trace =>
    trace.spans.map(span => ({
      resource: { attributes: otlpAttributes({ 'service.name': span.service }) },
      scopeSpans: [{ scope: span.scope, spans: [otlpSpan(trace, span)] }],
    })),
  );
  return { resourceSpans };
}

function otlpSpan(trace: Trace, span: Span): unknown {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentId ?? '',
    name: span.name,
    kind: kinds.indexOf(span.kind),
    startTimeUnixNano: String(trace.epochUnixNano + BigInt(Math.round(span.startNano))),
    endTimeUnixNano: String(trace.epochUnixNano + BigInt(Math.round(span.endNano))),
    attributes: otlpAttributes(span.attributes),
    status: span.status === 'error' ? { code: 2 } : {},
  };
}

function otlpAttributes(attributes: Attributes): unknown {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }));
}

function otlpValue(value: AttributeValue): unknown {
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { stringValue: String(value) };
}
