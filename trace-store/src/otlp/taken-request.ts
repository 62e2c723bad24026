import { invalid } from '../http/refusals.ts';
import type { IncomingSpan } from '../store/types.ts';
import { mostElementsOfOne, mostWrongElements } from './bounds.ts';

/** What was taken of one request, and what its sender should know of the rest. */
export interface TakenRequest {
  spans: IncomingSpan[];
  /** Spans that are wrong in themselves and were left out. */
  rejectedSpans: number;
  /** One sentence each: why the first span was left out, and text that could not be read as it stands. */
  remarks: string[];
}

/** Gathers what is wrong with a request while its spans are read one by one. */
export interface Complaints {
  /**
   * Counts a span that is left out.
   * @param elements what it is made of.
   * @throws AppError 400 when so much is wrong that the request is not worth looking through.
   */
  reject(reason: string, elements: number): void;
  /** Notes that a text was not UTF-8. */
  noteUnreadableText(): void;
  /** @throws AppError 400 with the first reason when spans were left out and none remains. */
  conclude(spans: IncomingSpan[]): TakenRequest;
}

export function createComplaints(): Complaints {
  let [rejectedSpans, wrongElements, firstReason] = [0, 0, ''];
  let hasUnreadableText = false;

  return {
    reject(reason, elements) {
      rejectedSpans += 1;
      wrongElements += Math.min(elements, mostElementsOfOne);
      firstReason ||= reason;
      if (wrongElements > mostWrongElements) throw notOtlp(firstReason);
    },
    noteUnreadableText() {
      hasUnreadableText = true;
    },
    conclude(spans) {
      if (rejectedSpans > 0 && spans.length === 0) throw notOtlp(firstReason);
      const remarks = firstReason ? [firstReason] : [];
      if (hasUnreadableText) remarks.push('text that is not UTF-8 was stored with replacement characters');
      return { spans, rejectedSpans, remarks };
    },
  };
}

export function notOtlp(reason: string, cause?: unknown): Error {
  return invalid(`not an OTLP trace request: ${reason}`, { cause });
}
