import type { EndpointPair, RequestFacts, Window } from '../compare/index.ts';
import { quantileOfSorted } from '../statistics/index.ts';
import type { Comparison } from './comparison.ts';
import { secondsOf } from './window-summary.ts';

/** What a user of one endpoint got in one window. */
export interface EndpointFigures {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** The part of the requests that failed, 0 to 1. */
  readonly failureRate: number;
}

/** An endpoint that users call, before and after. */
export interface EndpointChange {
  readonly endpoint: string;
  readonly before: EndpointFigures;
  readonly after: EndpointFigures;
}

/** The endpoints that both windows have, those with most requests first. Messages are left out: nobody waits for them. */
export function endpointChanges({ mix, baseline, degraded }: Comparison): readonly EndpointChange[] {
  return mix.pairs
    .filter(pair => !isOfMessages(pair))
    .map(pair => ({
      endpoint: pair.endpoint,
      before: figuresOf(pair.baseline, baseline),
      after: figuresOf(pair.degraded, degraded),
    }));
}

function figuresOf(requests: readonly RequestFacts[], window: Window): EndpointFigures {
  const sortedMs = Float64Array.from(requests, ({ latencyNano }) => latencyNano / 1e6).sort();
  return {
    requestsPerSecond: (requests.length * window.thinning) / secondsOf(window),
    p50Ms: quantileOfSorted(sortedMs, 0.5),
    p95Ms: quantileOfSorted(sortedMs, 0.95),
    failureRate: requests.filter(({ failed }) => failed).length / requests.length,
  };
}

function isOfMessages({ endpoint, degraded }: EndpointPair): boolean {
  const operations = degraded[0]?.operations.values() ?? [];
  return [...operations].some(
    ({ kind, service, operation }) => kind === 'consumer' && `${service} ${operation}` === endpoint,
  );
}
