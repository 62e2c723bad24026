import {
  type Attributes,
  type AttributeValue,
  addNano,
  type ReportedSpan,
  type Resource,
  type Scope,
  spanIdFrom,
  textOf,
  traceIdFrom,
  UNKNOWN_SERVICE,
  unixTimeFromMicro,
} from '../model/index.ts';
import { arrayOf, isObject, type JsonObject, stringOf } from './json-shapes.ts';
import { kindFromText, statusFromTags } from './otel-tags.ts';
import type { SkipCounter } from './skip-counter.ts';

const TRANSLATED = [
  'otel.status_code',
  'otel.status_description',
  'otel.scope.name',
  'otel.scope.version',
  'otel.library.name',
  'otel.library.version',
];

const OF_THE_RESOURCE = ['service.instance.id', 'service.version', 'service.namespace'];

/** Whether a value looks like a span of Zipkin's v2 JSON. */
export function isZipkinSpan(value: unknown): value is JsonObject {
  return isObject(value) && typeof value['traceId'] === 'string' && typeof value['id'] === 'string';
}

/**
 * One span of Zipkin's v2 JSON. Times are microseconds. With B3, client and server may share one id (`shared`): the server's
 * half gets an id of its own and the client's half as its parent; `separateSharedSpans` puts the children right.
 */
export function spansFromZipkin(item: JsonObject, skips: SkipCounter, accept: (span: ReportedSpan) => void): void {
  const span = spanFromZipkin(item, skips);
  if (span) accept(span);
}

function spanFromZipkin(item: JsonObject, skips: SkipCounter): ReportedSpan | undefined {
  const name = stringOf(item['name']);
  const traceId = traceIdFrom(item['traceId']);
  const spanId = spanIdFrom(item['id']);
  if (!traceId || !spanId) {
    skips.add('a span has no valid trace id or span id', `${name}: ${String(item['traceId'])} ${String(item['id'])}`);
    return undefined;
  }
  const start = unixTimeFromMicro(item['timestamp']);
  if (!start) {
    skips.add('a span has no valid timestamp', `${name} in trace ${traceId}`);
    return undefined;
  }
  const tags = tagsFrom(item['tags']);
  const durationMicro = typeof item['duration'] === 'number' && item['duration'] > 0 ? item['duration'] : 0;
  const isShared = item['shared'] === true;
  return {
    traceId,
    spanId: isShared ? sharedId(spanId) : spanId,
    parentId: isShared ? spanId : spanIdFrom(item['parentId']),
    parentIsRemote: undefined,
    kind: kindFromText(typeof item['kind'] === 'string' ? item['kind'] : undefined),
    name,
    resource: resourceFrom(item['localEndpoint'], tags),
    scope: scopeFrom(tags),
    start,
    end: addNano(start, Math.round(durationMicro * 1000)),
    attributes: attributesFrom(tags, item['remoteEndpoint']),
    events: arrayOf(item['annotations'])
      .filter(isObject)
      .flatMap(annotation => {
        const time = unixTimeFromMicro(annotation['timestamp']);
        return time ? [{ name: stringOf(annotation['value']), time, attributes: {} }] : [];
      }),
    links: [],
    traceFlags: 1,
    ...statusFromTags(tags),
  };
}

const SHARED = '-server';

function sharedId(spanId: string): string {
  return spanId + SHARED;
}

/**
 * Children of a shared id belong to its server half when they come from that service. A server half whose client half was
 * never reported stays as it is: its parent is absent, as the client's span is.
 *
 *     client half a  |-------------|      id 1
 *     server half b     |-------|         id 1 shared -> "1-server", child of 1
 *     child of b         |----|           parent 1    -> parent "1-server"
 */
export function separateSharedSpans(spans: readonly ReportedSpan[]): readonly ReportedSpan[] {
  const halves = new Map(spans.filter(span => span.spanId.endsWith(SHARED)).map(span => [span.parentId, span]));
  if (halves.size === 0) return spans;
  return spans.map(span => {
    const half = halves.get(span.parentId);
    const belongs = half && half !== span && half.resource.service === span.resource.service;
    return belongs ? { ...span, parentId: half.spanId } : span;
  });
}

// OpenTelemetry's exporters write the resource as tags of each span.
function resourceFrom(endpoint: unknown, tags: Attributes): Resource {
  const service = (isObject(endpoint) && stringOf(endpoint['serviceName'])) || UNKNOWN_SERVICE;
  const attributes: Record<string, AttributeValue> = { 'service.name': service };
  for (const key of OF_THE_RESOURCE) if (tags[key] !== undefined) attributes[key] = tags[key];
  return { service, attributes };
}

function tagsFrom(value: unknown): Attributes {
  if (!isObject(value)) return {};
  const tags: Record<string, AttributeValue> = {};
  for (const [key, tag] of Object.entries(value)) if (typeof tag === 'string' && key !== '__proto__') tags[key] = tag;
  return tags;
}

function attributesFrom(tags: Attributes, remoteEndpoint: unknown): Attributes {
  const attributes: Record<string, AttributeValue> = { ...tags };
  for (const key of [...TRANSLATED, ...OF_THE_RESOURCE]) delete attributes[key];
  const peer = isObject(remoteEndpoint) ? stringOf(remoteEndpoint['serviceName']) : '';
  if (peer !== '' && textOf(tags, 'service.peer.name') === undefined) attributes['service.peer.name'] = peer;
  return attributes;
}

function scopeFrom(tags: Attributes): Scope {
  const name = textOf(tags, 'otel.scope.name') ?? textOf(tags, 'otel.library.name') ?? '';
  return { name, version: textOf(tags, 'otel.scope.version') ?? textOf(tags, 'otel.library.version') ?? '' };
}
