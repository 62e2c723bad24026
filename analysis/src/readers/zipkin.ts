import {
  type Attributes,
  type AttributeValue,
  addNano,
  type ReportedSpan,
  type Resource,
  type Scope,
  signedMicro,
  spanIdFrom,
  textOf,
  traceIdFrom,
  unixTimeFromMicro,
  unknownService,
} from '../model/index.ts';
import { arrayOf, isObject, type JsonObject, stringOf } from './json-shapes.ts';
import { kindFromText, statusFromTags } from './otel-tags.ts';
import type { SkipCounter } from './skip-counter.ts';
import { isZipkinV1, zipkinV2FromV1 } from './zipkin-v1.ts';

const translated = [
  'otel.status_code',
  'otel.status_description',
  'otel.scope.name',
  'otel.scope.version',
  'otel.library.name',
  'otel.library.version',
];

const ofTheResource = ['service.instance.id', 'service.version', 'service.namespace'];

/** Whether a value looks like a span of Zipkin's JSON, v2 or v1. */
export function isZipkinSpan(value: unknown): value is JsonObject {
  return isObject(value) && typeof value['traceId'] === 'string' && typeof value['id'] === 'string';
}

/** Hands over what one span of Zipkin's JSON tells of; v1 may have both sides of a call in one. */
export function spansFromZipkin(item: JsonObject, skips: SkipCounter, accept: (span: ReportedSpan) => void): void {
  for (const each of isZipkinV1(item) ? zipkinV2FromV1(item) : [item]) {
    const span = spanFromZipkin(each, skips);
    if (span) accept(span);
  }
}

/**
 * One span of Zipkin's v2 JSON. Times are microseconds. With B3, client and server may share one id, and so may a message
 * and its consumers: `separateSharedSpans` puts them right when the trace is complete.
 */
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
  const duration = item['duration'];
  const durationMicro = typeof duration === 'number' && Number.isFinite(duration) ? signedMicro(duration) : 0;
  return {
    traceId,
    spanId,
    parentId: spanIdFrom(item['parentId']),
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
    address: addressFrom(item['localEndpoint']),
  };
}

function addressFrom(endpoint: unknown): string {
  if (!isObject(endpoint)) return '';
  return [endpoint['ipv4'] ?? endpoint['ipv6'], endpoint['port']].filter(part => part !== undefined).join(':');
}

// OpenTelemetry's exporters write the resource as tags of each span.
function resourceFrom(endpoint: unknown, tags: Attributes): Resource {
  const service = (isObject(endpoint) && stringOf(endpoint['serviceName'])) || unknownService;
  const attributes: Record<string, AttributeValue> = { 'service.name': service };
  for (const key of ofTheResource) if (tags[key] !== undefined) attributes[key] = tags[key];
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
  for (const key of [...translated, ...ofTheResource]) delete attributes[key];
  const peer = isObject(remoteEndpoint) ? stringOf(remoteEndpoint['serviceName']) : '';
  if (peer !== '' && textOf(tags, 'service.peer.name') === undefined) attributes['service.peer.name'] = peer;
  return attributes;
}

function scopeFrom(tags: Attributes): Scope {
  const name = textOf(tags, 'otel.scope.name') ?? textOf(tags, 'otel.library.name') ?? '';
  return { name, version: textOf(tags, 'otel.scope.version') ?? textOf(tags, 'otel.library.version') ?? '' };
}
