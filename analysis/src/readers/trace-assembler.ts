import { type ReportedSpan, type Trace, traceFromReported } from '../model/index.ts';
import type { SkipCounter } from './skip-counter.ts';
import { separateSharedSpans } from './zipkin-halves.ts';

/** Puts spans together into traces as they come, holding no more than a given number of spans at a time. */
export interface TraceAssembler {
  add(span: ReportedSpan): void;
  /** Traces that had to be completed to make room, since the last call. */
  takeCompleted(): readonly Trace[];
  /** All that remain. */
  finish(): readonly Trace[];
}

/** Ids of completed traces that are remembered, about 100 bytes each; the span of one forgotten begins a trace anew. */
const mostClosed = 500_000;

/**
 * When more than `mostOpenSpans` are held, the traces that waited longest for a further span are completed. A span of a
 * trace that was completed before is skipped and counted: raise the limit, or sort the file by trace. So is a span that
 * would make a single trace larger than the limit.
 */
export function createTraceAssembler(mostOpenSpans: number, skips: SkipCounter): TraceAssembler {
  const open = new Map<string, ReportedSpan[]>(); // in order of the last span that came
  const closed = new Set<string>();
  // One iterator for the set's whole life: a new one would walk over all the ids deleted before, every time.
  const closedFirst = closed.values();
  let completed: Trace[] = [];
  let held = 0;

  const complete = (traceId: string, spans: readonly ReportedSpan[]) => {
    open.delete(traceId);
    held -= spans.length;
    completed.push(traceFromReported(traceId, separateSharedSpans(spans)));
  };
  const close = (traceId: string, spans: readonly ReportedSpan[]) => {
    complete(traceId, spans);
    closed.add(traceId);
    if (closed.size > mostClosed) closed.delete(closedFirst.next().value as string);
  };
  return {
    add(span) {
      const example = `${span.name} in ${span.traceId}`;
      if (closed.has(span.traceId)) {
        skips.add('a span came after its trace had been completed to bound memory', example);
        return;
      }
      const spans = open.get(span.traceId) ?? [];
      if (spans.length >= mostOpenSpans) {
        skips.add(`a trace has more than ${mostOpenSpans} spans`, example);
        return;
      }
      open.delete(span.traceId);
      open.set(span.traceId, spans);
      spans.push(span);
      held += 1;
      for (const [traceId, oldest] of open) {
        if (held <= mostOpenSpans || traceId === span.traceId) break;
        close(traceId, oldest);
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
