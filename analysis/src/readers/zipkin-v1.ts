import { arrayOf, isObject, type JsonObject, stringOf } from './json-shapes.ts';

/** The annotations that begin and end what one side did, and the kind of span that they make. */
const sides = [
  { kind: 'CLIENT', from: 'cs', to: 'cr', remote: 'sa' },
  { kind: 'SERVER', from: 'sr', to: 'ss', remote: 'ca' },
  { kind: 'PRODUCER', from: 'ms', to: '', remote: 'ma' },
  { kind: 'CONSUMER', from: 'mr', to: '', remote: 'ma' },
] as const;
const core: ReadonlySet<string> = new Set(sides.flatMap(({ from, to, remote }) => [from, to, remote]));

/** Whether a span is of Zipkin's v1 JSON, which has no kind and says at which endpoint each annotation was made. */
export function isZipkinV1(item: JsonObject): boolean {
  if (item['kind'] !== undefined || item['localEndpoint'] !== undefined) return false;
  const hasEndpoint = arrayOf(item['annotations']).some(each => isObject(each) && isObject(each['endpoint']));
  return hasEndpoint || Array.isArray(item['binaryAnnotations']);
}

/**
 * A span of Zipkin's v1 JSON as one or two of v2: v1 has both sides of a call in one, told apart by their endpoints.
 * Source: the translation of Zipkin's own V1SpanConverter.
 */
export function zipkinV2FromV1(item: JsonObject): readonly JsonObject[] {
  const annotations = arrayOf(item['annotations']).filter(isObject);
  const tags = arrayOf(item['binaryAnnotations']).filter(isObject);
  const found = sides.filter(({ from, to }) =>
    annotations.some(({ value }) => value === from || (value === to && to !== '')),
  );
  if (found.length === 0) return [localSpan(item, annotations, tags)];
  return found.map(({ kind, from, to, remote }) => {
    const [first, last] = [from, to].map(value => annotations.find(each => each['value'] === value));
    const endpoint = (first ?? last)?.['endpoint'];
    const isOther = found.length > 1 && kind === 'SERVER';
    const timestamp = first?.['timestamp'] ?? (isOther ? undefined : item['timestamp']);
    return {
      ...common(item),
      kind,
      timestamp,
      duration: lasting(timestamp, last?.['timestamp']) ?? (isOther ? undefined : item['duration']),
      localEndpoint: endpoint,
      remoteEndpoint: tags.find(({ key }) => key === remote)?.['endpoint'],
      shared: isOther,
      annotations: eventsAt(annotations, endpoint, found.length),
      tags: tagsAt(tags, endpoint, found.length),
    };
  });
}

function localSpan(item: JsonObject, annotations: readonly JsonObject[], tags: readonly JsonObject[]): JsonObject {
  const endpoint = [...tags, ...annotations].find(each => isObject(each['endpoint']))?.['endpoint'];
  const [timestamp, duration] = [item['timestamp'] ?? annotations[0]?.['timestamp'], item['duration']];
  const [events, attributes] = [eventsAt(annotations, endpoint, 1), tagsAt(tags, endpoint, 1)];
  return { ...common(item), timestamp, duration, localEndpoint: endpoint, annotations: events, tags: attributes };
}

function common({ traceId, id, parentId, name }: JsonObject): JsonObject {
  return { traceId, id, parentId, name };
}

function lasting(from: unknown, to: unknown): number | undefined {
  return typeof from === 'number' && typeof to === 'number' ? to - from : undefined;
}

function eventsAt(annotations: readonly JsonObject[], endpoint: unknown, sidesInSpan: number): readonly JsonObject[] {
  return annotations.filter(each => !core.has(stringOf(each['value'])) && isAt(each, endpoint, sidesInSpan));
}

function tagsAt(tags: readonly JsonObject[], endpoint: unknown, sidesInSpan: number): JsonObject {
  const own = tags.filter(each => !core.has(stringOf(each['key'])) && isAt(each, endpoint, sidesInSpan));
  return Object.fromEntries(
    own.map(({ key, value }) => [stringOf(key), typeof value === 'string' ? value : String(value)]),
  );
}

function isAt({ endpoint }: JsonObject, of: unknown, sidesInSpan: number): boolean {
  return sidesInSpan === 1 || serviceOf(endpoint) === serviceOf(of);
}

function serviceOf(endpoint: unknown): string {
  return isObject(endpoint) ? stringOf(endpoint['serviceName']) : '';
}
