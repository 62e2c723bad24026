import {
  type ClassedSection,
  type ClockCorrection,
  classSections,
  correctSkew,
  criticalPath,
} from '@spanshop/analysis/critical-path';
import { auditTrace } from '@spanshop/analysis/integrity';
import { mainRoot, type Span, type Trace } from '@spanshop/analysis/model';
import { readDocument } from '@spanshop/analysis/readers/document';
import { type DepthFirst, depthFirst } from './depth-first.ts';
import { afterTheAnswer, foldable } from './span-roles.ts';

/** One trace with all that the page needs to know of it, worked out once. Times are nanoseconds on the trace's clock. */
export interface TraceView extends DepthFirst {
  readonly trace: Trace;
  /** Position of the span that stands for the request. */
  readonly root: number;
  /** From the first start to the last end. */
  readonly fromNano: number;
  readonly toNano: number;
  /** The critical path in order of time, and the same by span. */
  readonly path: readonly ClassedSection[];
  readonly pathAt: ReadonlyMap<number, readonly ClassedSection[]>;
  /** By position: whether nobody waited for the span. */
  readonly isAfterwards: readonly boolean[];
  /** By position: whether the span says so little that it is folded away. */
  readonly isFoldable: readonly boolean[];
  readonly corrections: readonly ClockCorrection[];
  /** What is odd about the trace, a sentence each. */
  readonly oddities: readonly string[];
}

/**
 * Makes sense of the backend's answer for one trace.
 * @throws Error where there is no span in it
 */
export function traceViewFrom(answer: unknown): TraceView {
  const { traces, skipped } = readDocument(answer);
  const given = traces[0];
  if (!given) throw new Error('There is no span in what the trace backend answered.');
  const { trace, corrections } = correctSkew(given);
  const root = mainRoot(trace) ?? 0;
  const path = classSections(trace, criticalPath(trace, root)).toReversed();
  return {
    trace,
    root,
    fromNano: trace.spans.reduce((first, { startNano }) => Math.min(first, startNano), Number.POSITIVE_INFINITY),
    toNano: trace.spans.reduce((last, { endNano }) => Math.max(last, endNano), Number.NEGATIVE_INFINITY),
    path,
    pathAt: Map.groupBy(path, ({ position }) => position),
    ...depthFirst(trace),
    isAfterwards: afterTheAnswer(trace, root),
    isFoldable: foldable(trace, root),
    corrections,
    oddities: [
      ...auditTrace(trace).map(({ sentence }) => sentence),
      ...skipped.map(({ reason, count }) => `Left out, ${count === 1 ? 'once' : `${count} times`}: ${reason}.`),
    ],
  };
}

export function spanAt({ trace }: Pick<TraceView, 'trace'>, position: number): Span {
  return trace.spans[position] as Span;
}

export function rootOf(view: TraceView): Span {
  return spanAt(view, view.root);
}

/** Milliseconds since 1970, to the microsecond or so. */
export function unixMsAt({ trace }: TraceView, nano: number): number {
  return Number(trace.epochUnixNano / 1_000_000n) + nano / 1e6;
}
