import type { Span } from './span.ts';
import { buildTree, type SpanTree } from './tree.ts';

/**
 * One trace. Assumptions: `spans` is ordered by start, then longer first, then id, whatever order they arrived in;
 * span ids in it are unique (a repeated id is kept aside in `duplicates`); parents may be missing and may form cycles.
 */
export interface Trace {
  readonly traceId: string;
  /** Nanoseconds since 1970 of the trace's zero: the whole second at or before the earliest start. */
  readonly epochUnixNano: bigint;
  readonly spans: readonly Span[];
  readonly duplicates: readonly Span[];
  readonly tree: SpanTree;
}

/** Normalises the spans of one trace. The input is left as it was. */
export function createTrace(traceId: string, epochUnixNano: bigint, reported: readonly Span[]): Trace {
  const ordered = [...reported].sort(bySpanOrder);
  const spans: Span[] = [];
  const duplicates: Span[] = [];
  const seen = new Set<string>();
  for (const span of ordered) {
    if (seen.has(span.spanId)) {
      duplicates.push(span);
    } else {
      seen.add(span.spanId);
      spans.push(span);
    }
  }
  return { traceId, epochUnixNano, spans, duplicates, tree: buildTree(spans) };
}

/** Start, then longer first, then id, then name: a total order for spans that differ, so input order cannot matter. */
function bySpanOrder(a: Span, b: Span): number {
  return (
    a.startNano - b.startNano ||
    b.endNano - a.endNano ||
    compareText(a.spanId, b.spanId) ||
    compareText(a.service, b.service) ||
    compareText(a.name, b.name)
  );
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function durationNano(span: Span): number {
  return span.endNano - span.startNano;
}

/** Milliseconds since 1970 of an offset in the trace, rounded down; for time windows and links, not for arithmetic. */
export function unixMsOf(trace: Trace, offsetNano: number): number {
  return Number(trace.epochUnixNano / 1_000_000n) + Math.floor(offsetNano / 1_000_000);
}
