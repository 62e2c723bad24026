import type { ReportedSpan } from '../model/index.ts';
import { describe, isObject } from './json-shapes.ts';
import { spansFromResourceSpans } from './otlp.ts';
import type { SkipCounter } from './skip-counter.ts';
import { UnreadableInputError } from './unreadable-input-error.ts';

/**
 * Recognises the format of one document by its outermost keys and hands its spans over.
 *
 *     {"resourceSpans": [...]}               OTLP JSON
 *     {"result": {"resourceSpans": [...]}}   an answer of Jaeger's query API v3
 *
 * @throws UnreadableInputError when it is none of them.
 */
export function spansFromDocument(document: unknown, skips: SkipCounter, accept: (span: ReportedSpan) => void): void {
  const body = isObject(document) && isObject(document['result']) ? document['result'] : document;
  if (isObject(body)) {
    if (Array.isArray(body['resourceSpans'])) {
      for (const element of body['resourceSpans']) spansFromResourceSpans(element, skips, accept);
      return;
    }
    if (isObject(document) && document['error'] !== undefined) {
      throw new UnreadableInputError(`The backend answered with an error: ${errorText(document['error'])}.`);
    }
    // An empty result is how some Jaegers say that nothing was found.
    if (body !== document && Object.keys(body).length === 0) return;
  }
  throw new UnreadableInputError(`The input is JSON but no trace format that is known: ${describe(document)}.`);
}

function errorText(error: unknown): string {
  if (isObject(error) && typeof error['message'] === 'string') return error['message'];
  return typeof error === 'string' ? error : JSON.stringify(error);
}
