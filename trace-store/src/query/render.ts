import { toSigned, toUnsigned } from '../otlp/int64.ts';
import * as messages from '../otlp/messages.ts';
import type { SpanOrigin, StoredTrace } from '../store/types.ts';

/** OTLP/JSON of a part of a message. Fields at their default are left out, as Jaeger does. */
type Json = Record<string, unknown>;

/**
 * The `resourceSpans` of one trace without the brackets around them, as text of OTLP/JSON: ids in hex, 64-bit integers as
 * strings, enums as numbers. It comes in pieces of one span, so that no more than one is ever decoded at a time.
 */
export function* renderTrace(trace: StoredTrace): Generator<string> {
  const bytesByOrigin = new Map<SpanOrigin, Uint8Array[]>();
  for (const { origin, bytes } of trace.spans.values()) {
    const spans = bytesByOrigin.get(origin);
    if (spans) spans.push(bytes);
    else bytesByOrigin.set(origin, [bytes]);
  }
  let separator = '';
  for (const [origin, spans] of bytesByOrigin) {
    yield separator;
    yield* renderOrigin(origin, spans);
    separator = ',';
  }
}

function* renderOrigin(origin: SpanOrigin, spans: Uint8Array[]): Generator<string> {
  const scope = messages.scope.decode(origin.scope);
  const scopeText = JSON.stringify(compact({ name: scope.name, version: scope.version, ...attributesOf(scope) }));
  const resourceText = JSON.stringify(compact(attributesOf(messages.resource.decode(origin.resource))));
  yield `{"resource":${resourceText},"scopeSpans":[{"scope":${scopeText},"spans":[`;
  let separator = '';
  for (const bytes of spans) {
    yield separator + JSON.stringify(renderSpan(messages.span.decode(bytes)));
    separator = ',';
  }
  yield `]${schemaUrlMember(origin.scopeSchemaUrl)}}]${schemaUrlMember(origin.resourceSchemaUrl)}}`;
}

function schemaUrlMember(schemaUrl: string): string {
  return schemaUrl === '' ? '' : `,"schemaUrl":${JSON.stringify(schemaUrl)}`;
}

function renderSpan(span: messages.Span): Json {
  return compact({
    traceId: hex(span.traceId),
    spanId: hex(span.spanId),
    traceState: span.traceState,
    parentSpanId: hex(span.parentSpanId),
    flags: span.flags,
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: time(span.startTimeUnixNano),
    endTimeUnixNano: time(span.endTimeUnixNano),
    ...attributesOf(span),
    events: span.events.map(renderEvent),
    droppedEventsCount: span.droppedEventsCount,
    links: span.links.map(renderLink),
    droppedLinksCount: span.droppedLinksCount,
    status: compact({ message: span.status?.message, code: span.status?.code }),
  });
}

function renderEvent(event: messages.SpanEvent): Json {
  return compact({ timeUnixNano: time(event.timeUnixNano), name: event.name, ...attributesOf(event) });
}

function renderLink(link: messages.SpanLink): Json {
  return compact({
    traceId: hex(link.traceId),
    spanId: hex(link.spanId),
    traceState: link.traceState,
    flags: link.flags,
    ...attributesOf(link),
  });
}

function attributesOf(message: messages.Resource): Json {
  return {
    attributes: message.attributes.map(renderKeyValue),
    droppedAttributesCount: message.droppedAttributesCount,
  };
}

function renderKeyValue({ key, value }: messages.KeyValue): Json {
  return { key, value: renderValue(value) };
}

function renderValue(value: messages.AnyValue | null): Json {
  switch (value?.value) {
    case 'intValue':
      return { intValue: toSigned(value.intValue as messages.Int64).toString() };
    case 'doubleValue':
      return { doubleValue: Number.isFinite(value.doubleValue) ? value.doubleValue : String(value.doubleValue) };
    case 'bytesValue':
      return { bytesValue: Buffer.from(value.bytesValue as Uint8Array).toString('base64') };
    case 'arrayValue':
      return { arrayValue: compact({ values: value.arrayValue?.values.map(renderValue) }) };
    case 'kvlistValue':
      return { kvlistValue: compact({ values: value.kvlistValue?.values.map(renderKeyValue) }) };
    case 'stringValue':
    case 'boolValue':
      return { [value.value]: value[value.value] };
    default:
      return {};
  }
}

function hex(id: Uint8Array): string {
  return Buffer.from(id).toString('hex');
}

function time(value: messages.Int64): string | undefined {
  const nanoseconds = toUnsigned(value);
  return nanoseconds === 0n ? undefined : nanoseconds.toString();
}

function compact(fields: Json): Json {
  const kept: Json = {};
  for (const name in fields) {
    const value = fields[name];
    const isDefault =
      value === undefined || value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
    if (!isDefault) kept[name] = value;
  }
  return kept;
}
