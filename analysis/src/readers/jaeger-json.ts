import {
  type Attributes,
  type AttributeValue,
  addNano,
  noAttributes,
  type ReportedSpan,
  type Resource,
  type Scope,
  type SpanLink,
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

const noScope: Scope = { name: '', version: '' };
const none: readonly never[] = Object.freeze([]);

/**
 * The spans of one element of `data` in Jaeger's own JSON, as its UI downloads it and /api/traces answers. Times are
 * microseconds; kind, status and scope are tags there and become fields here.
 */
export function spansFromJaegerTrace(trace: unknown, skips: SkipCounter, accept: (span: ReportedSpan) => void): void {
  if (!isObject(trace) || !Array.isArray(trace['spans'])) {
    skips.add('an element of data is not a trace of Jaeger', JSON.stringify(trace) ?? 'undefined');
    return;
  }
  const processes = isObject(trace['processes']) ? trace['processes'] : {};
  const resources = new Map<unknown, Resource>();
  for (const item of trace['spans']) {
    if (!isObject(item)) continue;
    const process = item['process'] ?? processes[stringOf(item['processID'])];
    const resource = resources.get(process) ?? resourceFrom(process);
    resources.set(process, resource);
    const span = spanFrom(item, resource, skips);
    if (span) accept(span);
  }
}

function spanFrom(item: JsonObject, resource: Resource, skips: SkipCounter): ReportedSpan | undefined {
  const name = stringOf(item['operationName']);
  const traceId = traceIdFrom(item['traceID']);
  const spanId = spanIdFrom(item['spanID']);
  const start = unixTimeFromMicro(item['startTime']);
  const duration = item['duration'];
  if (!traceId || !spanId) {
    skips.add(
      'a span has no valid trace id or span id',
      `${name}: ${String(item['traceID'])} ${String(item['spanID'])}`,
    );
    return undefined;
  }
  if (!start || typeof duration !== 'number' || !Number.isFinite(duration)) {
    skips.add('a span has no valid start and duration', `${name} in trace ${traceId}`);
    return undefined;
  }
  const tags = tagsFrom(item['tags']);
  const { parentId, followsFrom, links } = referencesFrom(item, traceId);
  return {
    traceId,
    spanId,
    parentId,
    parentIsRemote: undefined,
    kind: kindFromText(textOf(tags, 'span.kind')),
    name,
    resource,
    scope: scopeFrom(tags),
    start,
    end: addNano(start, Math.round(signedMicro(duration) * 1000)),
    attributes: withoutTranslated(tags),
    events: arrayOf(item['logs']).flatMap(log => eventFrom(log)),
    links,
    traceFlags: typeof item['flags'] === 'number' ? item['flags'] & 0xff : 0,
    ...statusFromTags(tags),
    ...(followsFrom && { followsFrom }),
  };
}

interface References {
  readonly parentId: string | undefined;
  readonly followsFrom: boolean;
  readonly links: readonly SpanLink[];
}

/** The parent is the first CHILD_OF of this trace, or else its first FOLLOWS_FROM; whatever remains is a link. */
function referencesFrom(item: JsonObject, traceId: string): References {
  const references = arrayOf(item['references'])
    .filter(isObject)
    .flatMap(reference => {
      const [trace, span] = [traceIdFrom(reference['traceID']), spanIdFrom(reference['spanID'])];
      return trace && span ? [{ type: reference['refType'], trace, span }] : [];
    });
  const own = references.filter(reference => reference.trace === traceId);
  const parent = own.find(reference => reference.type === 'CHILD_OF') ?? own[0];
  const links = references
    .filter(reference => reference !== parent)
    .map(reference => ({ traceId: reference.trace, spanId: reference.span, attributes: noAttributes }));
  // Very old exports carry the parent as a field of its own.
  const parentId = parent?.span ?? spanIdFrom(item['parentSpanID']);
  return { parentId, followsFrom: parent?.type === 'FOLLOWS_FROM', links };
}

function resourceFrom(process: unknown): Resource {
  if (!isObject(process)) return { service: unknownService, attributes: noAttributes };
  const service = stringOf(process['serviceName']) || unknownService;
  return { service, attributes: { ...tagsFrom(process['tags']), 'service.name': service } };
}

function tagsFrom(list: unknown): Attributes {
  const tags: Record<string, AttributeValue> = {};
  for (const tag of arrayOf(list)) {
    if (!isObject(tag)) continue;
    const [key, value] = [stringOf(tag['key']), tag['value']];
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (key !== '' && key !== '__proto__' && isScalar) tags[key] = value;
  }
  return tags;
}

function eventFrom(log: unknown): ReportedSpan['events'] {
  if (!isObject(log)) return none;
  const time = unixTimeFromMicro(log['timestamp']);
  if (!time) return none;
  const { event, ...attributes } = tagsFrom(log['fields']);
  return [{ name: typeof event === 'string' ? event : '', time, attributes }];
}

function scopeFrom(tags: Attributes): Scope {
  const name = textOf(tags, 'otel.scope.name') ?? textOf(tags, 'otel.library.name');
  const version = textOf(tags, 'otel.scope.version') ?? textOf(tags, 'otel.library.version');
  return name === undefined ? noScope : { name, version: version ?? '' };
}

const translated = [
  'span.kind',
  'otel.status_code',
  'otel.status_description',
  'otel.scope.name',
  'otel.scope.version',
  'otel.library.name',
  'otel.library.version',
  'internal.span.format',
];

function withoutTranslated(tags: Attributes): Attributes {
  const attributes: Record<string, AttributeValue> = { ...tags };
  for (const key of translated) delete attributes[key];
  return attributes;
}
