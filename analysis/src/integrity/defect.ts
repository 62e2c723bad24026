/**
 * - `no-root`, `several-roots`: a trace has exactly one way in (entries from one outside caller count as one).
 * - `orphan`: a parent is named, should be in the trace, and is absent.
 * - `parent-lost-with-process`: an orphan whose parent was in a process that is known to have been killed; expected.
 * - `duplicate-span-id`: two spans of a trace carry one id.
 * - `cycle`: spans that are their own ancestors.
 * - `ends-before-start`: a span's end lies before its start.
 * - `starts-before-parent`, `outlives-trace`: a span lies outside of the time it belongs to by more than the skew.
 * - `kinds-do-not-fit`: the kinds of a parent and its child cannot be the two ends of an edge.
 * - `baggage-missing`, `baggage-changed`: an attribute copied from baggage is absent where it is expected, or not constant.
 * - `service-missing`: an expected service has no span in the trace.
 */
export type DefectClass =
  | 'no-root'
  | 'several-roots'
  | 'orphan'
  | 'parent-lost-with-process'
  | 'duplicate-span-id'
  | 'cycle'
  | 'ends-before-start'
  | 'starts-before-parent'
  | 'outlives-trace'
  | 'kinds-do-not-fit'
  | 'baggage-missing'
  | 'baggage-changed'
  | 'service-missing';

export interface Defect {
  readonly class: DefectClass;
  readonly traceId: string;
  /** The span that shows the defect; undefined for a defect of the trace as a whole. */
  readonly spanId: string | undefined;
  /** One plain sentence. */
  readonly sentence: string;
}
