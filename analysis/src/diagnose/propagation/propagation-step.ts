/** How a step is reached from the one before it. */
export type Via =
  /** The first one: what a user calls. */
  | 'entry'
  /** A call from another service. */
  | 'call'
  /** A message; nobody waits for it. */
  | 'message'
  /** A part of the same service's work. */
  | 'within'
  /** Something that both need: a lock, a pool, the process. */
  | 'shared';

/** What grew at a step between the two windows. */
export type EdgeEvidence =
  /** Time of the step per request of the endpoint in which it lies, milliseconds. */
  | { readonly of: 'time'; readonly beforeMs: number; readonly afterMs: number }
  /** The part of the endpoint's requests in which the step failed, 0 to 1. */
  | { readonly of: 'errors'; readonly beforeRate: number; readonly afterRate: number };

/** One step on the way from the endpoint that a user calls to the culprit. */
export interface PropagationStep {
  readonly service: string;
  readonly operation: string;
  readonly via: Via;
  /**
   * That what is wrong came this way: the step grew by at least half of what the culprit added. Undefined when it did not:
   * the traces show that the step before it leads here, but not that it suffered.
   */
  readonly evidence: EdgeEvidence | undefined;
}
