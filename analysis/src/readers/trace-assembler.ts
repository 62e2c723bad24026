import { type ReportedSpan, type Trace, traceFromReported } from '../model/index.ts';
import type { SkipCounter } from './skip-counter.ts';
import { separateSharedSpans } from './zipkin.ts';

/** Puts spans together into traces as they come, holding no more than a given number of spans at a time. */
export interface TraceAssembler {
  add(span: ReportedSpan): void;
  /** Traces that had to be completed to make room, since the last call. */
  takeCompleted(): readonly Trace[];
  /** All that remain. */
  finish(): readonly Trace[];
}

/**
 * When more than `mostOpenSpans` are held, the traces that waited longest for a further span are completed. A span of a
 * trace that was completed before is skipped and counted: raise the limit, or sort the file by trace.
 */
export function createTraceAssembler(mostOpenSpans: number, skips: SkipCounter): TraceAssembler {
  const open = new Map<string, ReportedSpan[]>(); // in order of the last span that came
  const closed = new Set<string>();
  let completed: Trace[] = [];
  let held = 0;

  const complete = (traceId: string, spans: readonly ReportedSpan[]) => {
    open.delete(traceId);
    held -= spans.length;
    completed.push(traceFromReported(traceId, separateSharedSpans(spans)));
  };
  return {
    add(span) {
      if (closed.has(span.traceId)) {
        skips.add('a span came after its trace had been completed to bound memory', `${span.name} in ${span.traceId}`);
        return;
      }
      const spans = open.get(span.traceId);
      if (spans) open.delete(span.traceId);
      open.set(span.traceId, spans ?? []);
      open.get(span.traceId)?.push(span);
      held += 1;
      for (const [traceId, oldest] of open) {
        if (held <= mostOpenSpans || traceId === span.traceId) break;
        closed.add(traceId);
        complete(traceId, oldest);
      }
    },
    takeCompleted() {
      const taken = completed;
      completed = [];
      return taken;
    },
    finish() {
      for (const [traceId, spans] of open) complete(traceId, spans);
      return this.takeCompleted();
    },
  };
}
