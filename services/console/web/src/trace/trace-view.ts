import {
  type ClassedSection,
  type ClockCorrection,
  classSections,
  correctSkew,
  criticalPath,
} from '@spanshop/analysis/critical-path';
import { auditTrace } from '@spanshop/analysis/integrity';
import { mainRoot, type Span, type Trace, withInferredKinds } from '@spanshop/analysis/model';
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
  // Without kinds nothing is a call, so that neither clocks nor the critical path could be told.
  const { trace: understood, inferred } = withInferredKinds(given);
  const { trace, corrections } = correctSkew(understood);
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
      ...inferredSentences(inferred),
      ...auditTrace(trace).map(({ sentence }) => sentence),
      ...skipped.map(({ reason, count }) => `Left out, ${count === 1 ? 'once' : `${count} times`}: ${reason}.`),
    ],
  };
}

function inferredSentences(inferred: number): readonly string[] {
  if (inferred === 0) return [];
  const who = inferred === 1 ? 'One span does not say its kind' : `${inferred} spans do not say their kind`;
  return [`${who}, or not one that can be: it was told by the spans around them.`];
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
