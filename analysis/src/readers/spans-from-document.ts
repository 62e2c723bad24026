import type { ReportedSpan } from '../model/index.ts';
import { spansFromJaegerTrace } from './jaeger-json.ts';
import { describe, isObject, type JsonObject } from './json-shapes.ts';
import { spansFromResourceSpans } from './otlp.ts';
import type { SkipCounter } from './skip-counter.ts';
import { UnreadableInputError } from './unreadable-input-error.ts';
import { isZipkinSpan, spansFromZipkin } from './zipkin.ts';

type Accept = (span: ReportedSpan) => void;
type Read = (element: unknown, skips: SkipCounter, accept: Accept) => void;

/**
 * The arrays whose elements hold spans, by the keys that lead to them.
 *
 *     {"resourceSpans": [...]}               OTLP JSON
 *     {"result": {"resourceSpans": [...]}}   an answer of Jaeger's query API v3
 *     {"batches": [...]}                     an answer of Tempo; {"trace": {"resourceSpans": [...]}} of its API v2
 *     {"data": [{traceID, spans, ...}]}      Jaeger's own JSON, as its UI downloads it
 *     [...]                                  spans of Zipkin, lists of them, or documents
 */
const places: Readonly<Record<string, Read>> = {
  resourceSpans: spansFromResourceSpans,
  'result.resourceSpans': spansFromResourceSpans,
  batches: spansFromResourceSpans,
  'trace.batches': spansFromResourceSpans,
  'trace.resourceSpans': spansFromResourceSpans,
  data: spansFromJaegerTrace,
  '': spansFromListed,
};

export const spanPlaces: ReadonlySet<string> = new Set(Object.keys(places));

/**
 * The spans of one element, by the keys that lead to its array.
 * @throws UnreadableInputError when it is of no format that is known.
 */
export function spansFromElement(path: string, element: unknown, skips: SkipCounter, accept: Accept): void {
  places[path]?.(element, skips, accept);
}

/**
 * Recognises a document by its outermost keys and hands its spans over: one of the above, or by itself
 *
 *     {"traceID": ..., "spans": [...]}       a trace in Jaeger's own JSON
 *     {"resource": ..., "scopeSpans": [...]} a line of Java's logging-otlp exporter
 *     {"traceId": ..., "id": ...}            a span of Zipkin
 *
 * @throws UnreadableInputError when it is none of them.
 */
export function spansFromDocument(document: unknown, skips: SkipCounter, accept: Accept): void {
  if (!isObject(document)) throw new UnreadableInputError(unknownFormat(describe(document)));
  const lists = [...spanPlaces].filter(path => Array.isArray(at(document, path)));
  for (const path of lists) {
    for (const element of at(document, path) as unknown[]) spansFromElement(path, element, skips, accept);
  }
  if (lists.length > 0) return;
  if (Array.isArray(document['spans']) && document['traceID'] !== undefined) {
    spansFromJaegerTrace(document, skips, accept);
  } else if (Array.isArray(document['scopeSpans'] ?? document['instrumentationLibrarySpans'])) {
    spansFromResourceSpans(document, skips, accept);
  } else if (isZipkinSpan(document)) spansFromZipkin(document, skips, accept);
  else if (document['error'] !== undefined) throw new UnreadableInputError(backendError(document['error']));
  else if (!isEmptyAnswer(document)) throw new UnreadableInputError(unknownFormat(describe(document)));
}

function at(document: JsonObject, path: string): unknown {
  return path === ''
    ? undefined
    : path.split('.').reduce<unknown>((part, key) => isObject(part) && part[key], document);
}

/** An element of an outermost array. */
function spansFromListed(element: unknown, skips: SkipCounter, accept: Accept): void {
  const items = Array.isArray(element) ? element : [element];
  for (const item of items) {
    if (isZipkinSpan(item)) spansFromZipkin(item, skips, accept);
    else spansFromListedDocument(item, skips, accept);
  }
}

function spansFromListedDocument(item: unknown, skips: SkipCounter, accept: Accept): void {
  try {
    spansFromDocument(item, skips, accept);
  } catch (error) {
    if (!(error instanceof UnreadableInputError)) throw error;
    throw new UnreadableInputError(unknownFormat(`an array of ${describe(item)}`));
  }
}

/** How some Jaegers, and Tempo, say that nothing was found. */
function isEmptyAnswer(document: JsonObject): boolean {
  return ['result', 'trace'].some(key => isObject(document[key]) && Object.keys(document[key]).length === 0);
}

function unknownFormat(found: string): string {
  return `The input is JSON but no trace format that is known (OTLP, Jaeger, Zipkin): ${found}.`;
}

function backendError(error: unknown): string {
  const isText = isObject(error) && typeof error['message'] === 'string';
  const text = isText ? error['message'] : typeof error === 'string' ? error : JSON.stringify(error);
  return `The backend answered with an error: ${text}.`;
}
