import type { Attributes, AttributeValue, Span, SpanLink, Trace } from '../model/index.ts';

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const statusCodes = ['unset', 'ok', 'error'];
/** Bit 8: it is known whether the parent is in another process; bit 9: it is. Source: OTLP's `SpanFlags`. */
const remoteIsKnown = 0x100;
const parentIsRemote = 0x200;

/**
 * Traces as OTLP JSON, all that the model keeps of them: as an exporter sends them to `/v1/traces`, and as a line of a file that
 * the Collector's file exporter writes. Reading it again gives the same traces.
 */
export function otlpDocument(traces: Iterable<Trace>): { readonly resourceSpans: readonly unknown[] } {
  return { resourceSpans: [...traces].flatMap(resourceSpansOf) };
}

function resourceSpansOf(trace: Trace): readonly unknown[] {
  return [...Map.groupBy(trace.spans, ({ resource }) => resource)].map(([{ service, attributes }, spans]) => ({
    resource: { attributes: attributesOf({ 'service.name': service, ...attributes }) },
    scopeSpans: [...Map.groupBy(spans, ({ scope }) => scope)].map(([scope, within]) => ({
      scope,
      spans: within.map(span => spanOf(trace, span)),
    })),
  }));
}

function spanOf(trace: Trace, span: Span): unknown {
  const unixNano = (offsetNano: number) => String(trace.epochUnixNano + BigInt(offsetNano));
  const remote = span.parentIsRemote === undefined ? 0 : remoteIsKnown | (span.parentIsRemote ? parentIsRemote : 0);
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentId ?? '',
    flags: span.traceFlags | remote,
    name: span.name,
    kind: kinds.indexOf(span.kind),
    startTimeUnixNano: unixNano(span.startNano),
    endTimeUnixNano: unixNano(span.endNano),
    attributes: attributesOf(span.attributes),
    events: span.events.map(({ name, timeNano, attributes }) => ({
      name,
      timeUnixNano: unixNano(timeNano),
      attributes: attributesOf(attributes),
    })),
    links: span.links.map(linkOf),
    status: { code: statusCodes.indexOf(span.status), message: span.statusMessage },
  };
}

function linkOf({ traceId, spanId, attributes }: SpanLink): unknown {
  return { traceId, spanId, attributes: attributesOf(attributes) };
}

function attributesOf(attributes: Attributes): readonly unknown[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }));
}

function otlpValue(value: AttributeValue): unknown {
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (typeof value === 'string') return { stringValue: value };
  if (value === null) return {};
  if (isList(value)) return { arrayValue: { values: value.map(otlpValue) } };
  return { kvlistValue: { values: attributesOf(value) } };
}

function isList(value: readonly AttributeValue[] | Attributes): value is readonly AttributeValue[] {
  return Array.isArray(value);
}
