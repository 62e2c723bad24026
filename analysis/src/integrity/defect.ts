import { operationOf, type Span, type Trace } from '../model/index.ts';

/**
 * - `no-root`, `several-roots`: a trace has exactly one way in (entries from one outside caller count as one).
 * - `orphan`: a parent is named, should be in the trace, and is absent.
 * - `parent-lost-with-process`: an orphan whose parent was in a process that is known to have been killed; expected.
 * - `unended-span`: an orphan whose parent should come from its own process, which did send what was around it.
 * - `duplicate-span-id`: two spans of a trace carry one id.
 * - `cycle`: spans that are their own ancestors.
 * - `ends-before-start`: a span's end lies before its start.
 * - `starts-before-parent`, `outlives-trace`: a span lies outside of the time it belongs to by more than the skew.
 * - `starts-after-parent`: a span begins when its parent, in the same process, had ended.
 * - `kinds-do-not-fit`: the kinds of a parent and its child cannot be the two ends of an edge.
 * - `baggage-missing`, `baggage-changed`: an attribute copied from baggage is absent where it is expected, or not constant.
 * - `service-missing`: an expected service has no span in the trace.
 * - `doubled-call`: one call has two CLIENT spans, one inside the other.
 *
 * What only all traces of a window together show:
 * - `lost-context`: a trace begins in the middle of what happens, at a call or at what answers one.
 * - `wrong-parent`: a span is about something else than the request that it hangs in, by an id that both name.
 * - `sampling-hole`: a service answers a call, and is seen to in other traces, but has no span here.
 * - `silent-service`: a service is called and never seen, and what it called names parents that nobody has.
 */
export type DefectClass =
  | 'no-root'
  | 'several-roots'
  | 'orphan'
  | 'parent-lost-with-process'
  | 'unended-span'
  | 'duplicate-span-id'
  | 'cycle'
  | 'ends-before-start'
  | 'starts-before-parent'
  | 'outlives-trace'
  | 'starts-after-parent'
  | 'kinds-do-not-fit'
  | 'baggage-missing'
  | 'baggage-changed'
  | 'service-missing'
  | 'doubled-call'
  | 'lost-context'
  | 'wrong-parent'
  | 'sampling-hole'
  | 'silent-service';

export interface Defect {
  readonly class: DefectClass;
  readonly traceId: string;
  /** The span that shows the defect; undefined for a defect of the trace as a whole. */
  readonly spanId: string | undefined;
  /** Where to look for the cause; undefined for a defect of the trace as a whole. */
  readonly service: string | undefined;
  readonly operation: string | undefined;
  /** One plain sentence. */
  readonly sentence: string;
}

/** A defect that a span shows. */
export function defectAt(kind: DefectClass, trace: Trace, span: Span, sentence: string): Defect {
  const { spanId, service } = span;
  return { class: kind, traceId: trace.traceId, spanId, service, operation: operationOf(span), sentence };
}
