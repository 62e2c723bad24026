import { spanNames } from '@spanshop/analysis/compare';
import {
  type ClockCorrection,
  classSections,
  correctSkew,
  criticalPath,
  type SectionClass,
} from '@spanshop/analysis/critical-path';
import { generalName, mainRoot, type Span, type Trace, withInferredKinds } from '@spanshop/analysis/model';

/** One stretch of the critical path, from the start of the trace on. */
export interface PathStretch {
  readonly service: string;
  readonly operation: string;
  /** The callee of a call; empty for other work. */
  readonly peer: string;
  readonly class: SectionClass;
  readonly spanId: string;
  readonly startMs: number;
  readonly durationMs: number;
  /** Of the root's duration, 0 to 1. */
  readonly share: number;
}

export interface PathReport {
  readonly traceId: string;
  readonly root: { readonly service: string; readonly name: string };
  readonly durationMs: number;
  readonly spans: number;
  /** Spans whose kind was told by the spans around them. */
  readonly inferredKinds: number;
  /** Clocks that were put right first, because they showed what cannot be. */
  readonly corrections: readonly { readonly service: string; readonly byMs: number }[];
  /** In order of time; together they last as long as the root. */
  readonly path: readonly PathStretch[];
}

/** The critical path of one trace, on clocks that agree; undefined when it has no root that lasts. */
export function pathReport(given: Trace): PathReport | undefined {
  const understood = withInferredKinds(given);
  const { trace, corrections } = correctSkew(understood.trace);
  const root = trace.spans[mainRoot(trace) ?? -1];
  const sections = classSections(trace, criticalPath(trace)).toReversed();
  if (!root || sections.length === 0) return undefined;
  const totalNano = root.endNano - root.startNano;
  return {
    traceId: trace.traceId,
    root: { service: root.service, name: root.name },
    durationMs: totalNano / 1e6,
    spans: trace.spans.length,
    inferredKinds: understood.inferred,
    corrections: corrections.map(inMilliseconds),
    path: sections.map(({ position, startNano, endNano, class: kind, peer }) => ({
      ...namesOf(trace, position, peer),
      class: kind,
      startMs: (startNano - root.startNano) / 1e6,
      durationMs: (endNano - startNano) / 1e6,
      share: (endNano - startNano) / totalNano,
    })),
  };
}

function inMilliseconds({ service, byNano }: ClockCorrection): { service: string; byMs: number } {
  return { service, byMs: byNano / 1e6 };
}

/** As in every table, but a name that was made general there is the span's own here: "child 1" and "child 2" are two. */
function namesOf(trace: Trace, position: number, answer: number) {
  const { service, spanId, name } = trace.spans[position] as Span;
  const { operation, peer, server } = spanNames(trace, position);
  const named = trace.spans[server]?.name ?? name;
  const general = generalName(named);
  const own = operation.startsWith(general) ? named + operation.slice(general.length) : operation;
  return { service, spanId, operation: own, peer: trace.spans[answer]?.service ?? peer };
}
