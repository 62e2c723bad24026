import { selfNano } from '@spanshop/analysis/aggregates';
import { type AlignedSpans, alignTraces } from '@spanshop/analysis/compare';
import type { Span } from '@spanshop/analysis/model';
import { spanAt, type TraceView } from '../trace/trace-view.ts';

/** What became of a span from one trace to the other. */
export interface Change extends AlignedSpans {
  /** Of the trace after, or before where it is gone. */
  readonly span: Span;
  readonly what: 'new' | 'gone' | 'both';
  /** Undefined where it is not there. */
  readonly beforeMs: number | undefined;
  readonly afterMs: number | undefined;
  /** How much more time all of it takes, and itself without what it calls. */
  readonly changeMs: number;
  readonly ownChangeMs: number;
}

/** All spans of two traces beside each other, but for short connects, which come and go by chance. */
export function changesBetween(before: TraceView, after: TraceView): readonly Change[] {
  return alignTraces(before.trace, after.trace)
    .filter(pair => !isFoldable(before, pair.before) && !isFoldable(after, pair.after))
    .map(pair => changeOf(before, after, pair));
}

/** What takes more time itself, or less, the most first; what makes no difference is left out. */
export function largestChanges(changes: readonly Change[], most: number): readonly Change[] {
  const totalMs = changes.reduce((sum, { ownChangeMs }) => sum + Math.abs(ownChangeMs), 0);
  return changes
    .filter(({ ownChangeMs }) => Math.abs(ownChangeMs) > totalMs * leastShare)
    .toSorted((a, b) => Math.abs(b.ownChangeMs) - Math.abs(a.ownChangeMs))
    .slice(0, most);
}

const leastShare = 0.03;

function isFoldable(view: TraceView, position: number | undefined): boolean {
  return position !== undefined && view.isFoldable[position] === true;
}

function changeOf(before: TraceView, after: TraceView, pair: AlignedSpans): Change {
  const beforeMs = tookMs(before, pair.before);
  const afterMs = tookMs(after, pair.after);
  const what = pair.before === undefined ? 'new' : pair.after === undefined ? 'gone' : 'both';
  return {
    ...pair,
    span: pair.after === undefined ? spanAt(before, pair.before as number) : spanAt(after, pair.after),
    what,
    beforeMs,
    afterMs,
    changeMs: (afterMs ?? 0) - (beforeMs ?? 0),
    ownChangeMs: ownMs(after, pair.after) - ownMs(before, pair.before),
  };
}

function tookMs(view: TraceView, position: number | undefined): number | undefined {
  if (position === undefined) return undefined;
  const { startNano, endNano } = spanAt(view, position);
  return (endNano - startNano) / 1e6;
}

function ownMs(view: TraceView, position: number | undefined): number {
  return position === undefined ? 0 : selfNano(view.trace, position) / 1e6;
}
