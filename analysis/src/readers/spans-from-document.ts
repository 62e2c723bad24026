import type { ReportedSpan } from '../model/index.ts';
import { spansFromJaegerTrace } from './jaeger-json.ts';
import { describe, isObject } from './json-shapes.ts';
import { spansFromResourceSpans } from './otlp.ts';
import type { SkipCounter } from './skip-counter.ts';
import { UnreadableInputError } from './unreadable-input-error.ts';
import { isZipkinSpan, spanFromZipkin } from './zipkin.ts';

type Accept = (span: ReportedSpan) => void;

/** Where the elements of a document stand that hold its spans. */
export type ElementPlace = 'resourceSpans' | 'data' | 'top';

/**
 * Recognises the format of one document by its outermost keys and hands its spans over.
 *
 *     {"resourceSpans": [...]}               OTLP JSON
 *     {"result": {"resourceSpans": [...]}}   an answer of Jaeger's query API v3
 *     {"data": [{traceID, spans, ...}]}      Jaeger's own JSON, as its UI downloads it
 *     [span, ...] or [[span, ...], ...]      Zipkin's v2 JSON
 *
 * @throws UnreadableInputError when it is none of them.
 */
export function spansFromDocument(document: unknown, skips: SkipCounter, accept: Accept): void {
  const spansOf = (place: ElementPlace, elements: readonly unknown[]) =>
    spansFromElements(place, elements, skips, accept);
  if (Array.isArray(document)) {
    spansOf('top', document);
    return;
  }
  if (isObject(document)) {
    const body = isObject(document['result']) ? document['result'] : document;
    if (Array.isArray(body['resourceSpans'])) {
      spansOf('resourceSpans', body['resourceSpans']);
      return;
    }
    if (Array.isArray(document['data'])) {
      spansOf('data', document['data']);
      return;
    }
    if (document['error'] !== undefined) throw new UnreadableInputError(backendError(document['error']));
    // An empty result is how some Jaegers say that nothing was found.
    if (body !== document && Object.keys(body).length === 0) return;
  }
  throw new UnreadableInputError(unknownFormat(describe(document)));
}

/** The spans of one element, by where it stood. */
export function spansFromElement(place: ElementPlace, element: unknown, skips: SkipCounter, accept: Accept): void {
  if (place === 'resourceSpans') spansFromResourceSpans(element, skips, accept);
  else if (place === 'data') spansFromJaegerTrace(element, skips, accept);
  else spansFromZipkin(element, skips, accept);
}

function spansFromZipkin(element: unknown, skips: SkipCounter, accept: Accept): void {
  for (const item of Array.isArray(element) ? element : [element]) {
    const span = isZipkinSpan(item) ? spanFromZipkin(item, skips) : undefined;
    if (span) accept(span);
    else if (!isZipkinSpan(item)) skips.add('an element of the array is not a span of Zipkin', describe(item));
  }
}

export function unknownFormat(found: string): string {
  return `The input is JSON but no trace format that is known (OTLP, Jaeger, Zipkin v2): ${found}.`;
}

export function backendError(error: unknown): string {
  const isText = isObject(error) && typeof error['message'] === 'string';
  const text = isText ? error['message'] : typeof error === 'string' ? error : JSON.stringify(error);
  return `The backend answered with an error: ${text}.`;
}

function spansFromElements(
  place: ElementPlace,
  elements: readonly unknown[],
  skips: SkipCounter,
  accept: Accept,
): void {
  let accepted = 0;
  for (const element of elements) {
    spansFromElement(place, element, skips, span => {
      accepted += 1;
      accept(span);
    });
  }
  const isForeign = place === 'top' && accepted === 0 && elements.length > 0 && !elements.flat().some(isZipkinSpan);
  if (isForeign) throw new UnreadableInputError(unknownFormat(`an array of ${describe(elements[0])}`));
}
