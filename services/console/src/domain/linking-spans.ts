import { operationOf, type Trace, unixMsOf } from '@spanshop/analysis/model';
import type { LinkingSpan } from '../contract.ts';
import { shortened } from './shortened.ts';

/** Links are stored with who made them: who is linked to is found by looking through the others. */
export function linkingSpans(traceId: string, other: Trace): readonly LinkingSpan[] {
  if (other.traceId === traceId) return [];
  return other.spans.flatMap(span =>
    span.links
      .filter(link => link.traceId === traceId)
      .map(({ spanId: toSpanId }) => ({
        traceId: other.traceId,
        spanId: span.spanId,
        service: shortened(span.service),
        operation: shortened(operationOf(span)),
        startUnixMs: unixMsOf(other, span.startNano),
        toSpanId,
      })),
  );
}
