import { type ReportedSpan, type Trace, traceFromReported } from '../model/index.ts';
import type { SkipCounter } from './skip-counter.ts';
import { charactersOf } from './span-characters.ts';
import { separateSharedSpans } from './zipkin-halves.ts';

/** How much is held at a time, waiting for the rest of its trace; as much as comes where nothing is given. */
export interface OpenBounds {
  readonly mostSpans?: number;
  /** Characters of all texts of these spans. */
  readonly mostCharacters?: number;
}

/** Puts spans together into traces as they come, holding no more than is said of them at a time. */
export interface TraceAssembler {
  add(span: ReportedSpan): void;
  /** Traces that had to be completed to make room, since the last call. */
  takeCompleted(): readonly Trace[];
  /** All that remain. */
  finish(): readonly Trace[];
}

/** Ids of completed traces that are remembered, about 100 bytes each; the span of one forgotten begins a trace anew. */
const mostClosed = 500_000;

interface OpenTrace {
  readonly spans: ReportedSpan[];
  characters: number;
}

/**
 * When more is held than may be, the traces that waited longest for a further span are completed. A span of a
 * trace that was completed before is skipped and counted: raise the limit, or sort the file by trace. So is a span that
 * would make a single trace larger than the limit.
 */
export function createTraceAssembler(bounds: OpenBounds, skips: SkipCounter): TraceAssembler {
  const { mostSpans = Number.POSITIVE_INFINITY, mostCharacters } = bounds;
  const open = new Map<string, OpenTrace>(); // in order of the last span that came
  const closed = new Set<string>();
  // One iterator for the set's whole life: a new one would walk over all the ids deleted before, every time.
  const closedFirst = closed.values();
  let completed: Trace[] = [];
  const held = { spans: 0, characters: 0 };

  const isTooMuch = () => held.spans > mostSpans || (mostCharacters !== undefined && held.characters > mostCharacters);
  const complete = (traceId: string, { spans, characters }: OpenTrace) => {
    open.delete(traceId);
    held.spans -= spans.length;
    held.characters -= characters;
    completed.push(traceFromReported(traceId, separateSharedSpans(spans)));
  };
  const close = (traceId: string, trace: OpenTrace) => {
    complete(traceId, trace);
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
      const trace = open.get(span.traceId) ?? { spans: [], characters: 0 };
      if (trace.spans.length >= mostSpans) {
        skips.add(`a trace has more than ${mostSpans} spans`, example);
        return;
      }
      const characters = mostCharacters === undefined ? 0 : charactersOf(span);
      if (mostCharacters !== undefined && trace.characters + characters > mostCharacters) {
        skips.add(`a trace has texts of more than ${mostCharacters} characters`, example);
        return;
      }
      open.delete(span.traceId);
      open.set(span.traceId, trace);
      trace.spans.push(span);
      trace.characters += characters;
      held.spans += 1;
      held.characters += characters;
      for (const [traceId, oldest] of open) {
        if (!isTooMuch() || traceId === span.traceId) break;
        close(traceId, oldest);
      }
    },
    takeCompleted() {
      const taken = completed;
      completed = [];
      return taken;
    },
    finish() {
      for (const [traceId, trace] of open) complete(traceId, trace);
      return this.takeCompleted();
    },
  };
}
