import type { CuredEndpoint } from '../what-if/index.ts';
import type { PropagationStep } from './propagation/propagation-step.ts';

/**
 * What went wrong, in the order in which the explanations are tried. See docs of `explain.ts` for how each is told.
 */
export type FaultKind =
  | 'error'
  | 'timeout'
  | 'retry-storm'
  | 'n-plus-one'
  | 'chatty-calls'
  | 'serial-fan-out'
  | 'cache-stampede'
  | 'pool-exhaustion'
  | 'lock-contention'
  | 'deadlock'
  | 'event-loop-block'
  | 'cpu-hot-loop'
  | 'gc-pressure'
  | 'cpu-starvation'
  | 'slow-query'
  | 'slow-dependency'
  | 'large-payload'
  | 'saturation'
  | 'network'
  | 'queue-backlog'
  | 'self-time';

export type Confidence = 'high' | 'medium' | 'none';

/** Who is to blame. */
export interface Blame {
  readonly service: string;
  readonly operation: string;
  readonly kind: FaultKind;
  /** The other party where there is one: the dependency, the link's caller, the pool, the lock, what was called too often. */
  readonly peer: string;
}

/** Where a culprit was found, when not in all requests: one endpoint, the slowest ones, or one value of an attribute. */
export type Scope =
  | { readonly of: 'all' }
  | { readonly of: 'endpoint'; readonly endpoint: string }
  | { readonly of: 'tail'; readonly fromPercentile: number }
  | { readonly of: 'attribute'; readonly attribute: string; readonly value: string };

export interface Exemplar {
  /** One of those in which it did most, or one in the middle of those that it concerns. */
  readonly how: 'extreme' | 'typical';
  readonly traceId: string;
  readonly endpoint: string;
  readonly latencyMs: number;
  /** The part of its latency that the culprit took. */
  readonly culpritMs: number;
}

export interface Culprit extends Blame {
  readonly confidence: Confidence;
  /** What speaks against it however large it is, as the end of a sentence that begins with it; undefined when nothing does. */
  readonly doubt: string | undefined;
  readonly scope: Scope;
  /** What it added to the mean latency; 0 when it is about errors only. */
  readonly slowDownMs: number;
  /** Of the whole change of the mean latency; may exceed 1 when something else became faster. */
  readonly share: number;
  /** 5th percentile of the slow-down over the resamples. */
  readonly leastSlowDownMs: number;
  /** How often it came out first (or among as many as there are culprits) in the resamples, 0 to 1. */
  readonly stability: number;
  /** Errors per call before and after; undefined when they are not what it is about. */
  readonly errorRate: { readonly before: number; readonly after: number } | undefined;
  /** Plain sentences with the numbers. */
  readonly evidence: readonly string[];
  /** Degraded traces worth opening. */
  readonly exemplars: readonly Exemplar[];
  /** Ids of the path keys whose change it explains; none when it is about errors only. */
  readonly keyIds: ReadonlySet<string>;
}

/** A culprit that is named, with what is told of nobody else. */
export interface NamedCulprit extends Culprit {
  /** From the endpoint that a user calls to the culprit, both included. */
  readonly path: readonly PropagationStep[];
  /** What each endpoint's latency would be if the culprit were as in the baseline; empty when it is about errors only. */
  readonly cure: readonly CuredEndpoint[];
}
