import {
  type ReportedEvent,
  type ReportedSpan,
  type Resource,
  remoteOf,
  type Scope,
  type SpanKind,
  type SpanLink,
  type StatusCode,
  spanIdFrom,
  traceFlagsOf,
  traceIdFrom,
  unixTimeFromNano,
} from '../model/index.ts';
import { arrayOf, isObject, type JsonObject, stringOf } from './json-shapes.ts';
import { attributesFromOtlp } from './otlp-attributes.ts';
import type { SkipCounter } from './skip-counter.ts';

const kinds: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const statusCodes: readonly StatusCode[] = ['unset', 'ok', 'error'];
const none: readonly never[] = Object.freeze([]);

/** One span of OTLP JSON, or undefined (and counted) when its ids or times are unusable. */
export function spanFromOtlp(
  span: unknown,
  resource: Resource,
  scope: Scope,
  skips: SkipCounter,
): ReportedSpan | undefined {
  if (!isObject(span)) return skip(skips, 'a span is not an object', String(span));
  const name = stringOf(span['name']);
  const traceId = traceIdFrom(span['traceId']);
  if (!traceId) return skip(skips, 'a span has no valid trace id', `${name}: ${String(span['traceId'])}`);
  const spanId = spanIdFrom(span['spanId']);
  if (!spanId) return skip(skips, 'a span has no valid span id', `${name}: ${String(span['spanId'])}`);
  const start = unixTimeFromNano(span['startTimeUnixNano']);
  const end = unixTimeFromNano(span['endTimeUnixNano']);
  if (!start || !end) return skip(skips, 'a span has no valid start and end time', `${name} in trace ${traceId}`);

  const parentId = parentFrom(span['parentSpanId'], skips, `${name} in trace ${traceId}`);
  const flags = typeof span['flags'] === 'number' ? span['flags'] : 0;
  const status = isObject(span['status']) ? span['status'] : {};
  return {
    traceId,
    spanId,
    parentId,
    parentIsRemote: parentId === undefined ? undefined : remoteOf(flags),
    kind: enumFrom(kinds, 'SPAN_KIND_', span['kind']) ?? 'unspecified',
    name,
    resource,
    scope,
    start,
    end,
    attributes: attributesFromOtlp(span['attributes']),
    events: eventsFrom(span['events']),
    links: linksFrom(span['links']),
    traceFlags: traceFlagsOf(flags),
    status: enumFrom(statusCodes, 'STATUS_CODE_', status['code']) ?? 'unset',
    statusMessage: stringOf(status['message']),
  };
}

function skip(skips: SkipCounter, reason: string, example: string): undefined {
  skips.add(reason, example);
  return undefined;
}

function parentFrom(value: unknown, skips: SkipCounter, where: string): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const parentId = spanIdFrom(value);
  const isZero = typeof value === 'string' && /^0+$/.test(value);
  if (!parentId && !isZero)
    skips.add('the parent id of a span is invalid and was left out', `${where}: ${String(value)}`);
  return parentId;
}

/** OTLP JSON writes enumerations as numbers; protobuf's own JSON mapping writes their names. */
function enumFrom<T extends string>(names: readonly T[], prefix: string, value: unknown): T | undefined {
  if (typeof value === 'number') return names[value];
  if (typeof value !== 'string') return undefined;
  return names.find(name => value === prefix + name.toUpperCase());
}

function eventsFrom(list: unknown): readonly ReportedEvent[] {
  const entries = arrayOf(list);
  if (entries.length === 0) return none;
  return entries.filter(isObject).flatMap((event: JsonObject) => {
    const time = unixTimeFromNano(event['timeUnixNano']);
    return time ? [{ name: stringOf(event['name']), time, attributes: attributesFromOtlp(event['attributes']) }] : [];
  });
}

function linksFrom(list: unknown): readonly SpanLink[] {
  const entries = arrayOf(list);
  if (entries.length === 0) return none;
  return entries.filter(isObject).flatMap((link: JsonObject) => {
    const traceId = traceIdFrom(link['traceId']);
    const spanId = spanIdFrom(link['spanId']);
    return traceId && spanId ? [{ traceId, spanId, attributes: attributesFromOtlp(link['attributes']) }] : [];
  });
}
