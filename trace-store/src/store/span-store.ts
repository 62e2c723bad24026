import { createEvictedIds } from './evicted-ids.ts';
import { createOperationsIndex } from './operations-index.ts';
import type { IncomingSpan, Operation, StoredSpan, StoredTrace } from './types.ts';

export interface StoreBounds {
  /** Spans kept at most. */
  maxSpans: number;
  /** Bytes of encoded spans, resources and scopes kept at most. */
  maxBytes: number;
}

export interface StoreStats {
  spans: number;
  traces: number;
  /** Bytes of encoded spans, resources and scopes that are kept. */
  bytes: number;
  acceptedSpans: number;
  /** Spans that came again, from retries, and were stored once. */
  duplicateSpans: number;
  /** Spans that came for a trace that had been evicted, and were dropped. */
  lateSpans: number;
  evictedTraces: number;
  evictedSpans: number;
}

export type AddOutcome = 'stored' | 'duplicate' | 'late';

export interface SpanStore {
  add(span: IncomingSpan): AddOutcome;
  get(traceId: string): StoredTrace | undefined;
  /** The ids of all traces, the one whose first span arrived last first. Who holds them keeps no trace from being evicted. */
  newestFirst(): string[];
  services(): string[];
  operations(serviceName: string): Operation[];
  stats(): StoreStats;
}

/** Ids of evicted traces that are remembered, so that their late spans do not come back as fragments. About 5 MB. */
const mostEvictedIds = 50_000;

/**
 * Spans in memory, bounded. Whole traces are evicted, the one whose first span arrived first goes first; spans that
 * arrive for an evicted trace are dropped. A trace that alone outgrows half of a bound is evicted whole as well, before
 * it can push out everything else.
 */
export function createSpanStore(bounds: StoreBounds): SpanStore {
  const traces = new Map<string, StoredTrace>();
  // One iterator for the map's whole life: a new one would walk over all the traces deleted before, every time. What it
  // has passed is always evicted, so that it is never at its end while a trace is left.
  const oldestFirst = traces.values();
  const evicted = createEvictedIds(mostEvictedIds);
  const index = createOperationsIndex();
  const stats = {
    spans: 0,
    bytes: 0,
    acceptedSpans: 0,
    duplicateSpans: 0,
    lateSpans: 0,
    evictedTraces: 0,
    evictedSpans: 0,
  };

  function evict(trace: StoredTrace): void {
    traces.delete(trace.traceId);
    evicted.add(trace.traceId);
    for (const span of trace.spans.values()) index.release(span.operation);
    stats.spans -= trace.spans.size;
    stats.bytes -= trace.chargedBytes;
    stats.evictedTraces += 1;
    stats.evictedSpans += trace.spans.size;
  }

  function keepBounds(grown: StoredTrace): void {
    if (grown.spans.size > bounds.maxSpans / 2 || grown.chargedBytes > bounds.maxBytes / 2) evict(grown);
    while (stats.spans > bounds.maxSpans || stats.bytes > bounds.maxBytes) {
      evict(oldestFirst.next().value as StoredTrace);
    }
  }

  return {
    add(span) {
      if (evicted.has(span.traceId)) {
        stats.lateSpans += 1;
        return 'late';
      }
      let trace = traces.get(span.traceId);
      if (trace?.spans.has(span.spanId)) {
        stats.duplicateSpans += 1;
        return 'duplicate';
      }
      if (trace === undefined) {
        trace = { traceId: span.traceId, spans: new Map(), chargedBytes: 0 };
        traces.set(span.traceId, trace);
      }
      const operation = index.acquire(span.origin.serviceName, span.name, span.kind);
      trace.spans.set(span.spanId, toStored(span, operation));
      trace.chargedBytes += span.chargedBytes;
      stats.spans += 1;
      stats.bytes += span.chargedBytes;
      stats.acceptedSpans += 1;
      keepBounds(trace);
      return 'stored';
    },
    get: traceId => traces.get(traceId),
    newestFirst: () => [...traces.keys()].reverse(),
    services: index.services,
    operations: index.operations,
    stats: () => ({ ...stats, bytes: Math.round(stats.bytes), traces: traces.size }),
  };
}

function toStored(span: IncomingSpan, operation: Operation): StoredSpan {
  const { startUnixNano, endUnixNano, origin, bytes } = span;
  return { operation, startUnixNano, endUnixNano, origin, bytes };
}
