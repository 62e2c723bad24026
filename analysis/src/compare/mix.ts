import type { RequestFacts } from './request-facts.ts';
import type { Window } from './window.ts';

/** One endpoint as both windows saw it. */
export interface EndpointPair {
  readonly endpoint: string;
  /** Its share of the requests of the degraded window, among endpoints that both windows have; the weights sum to 1. */
  readonly weight: number;
  readonly baseline: readonly RequestFacts[];
  readonly degraded: readonly RequestFacts[];
}

export interface Mix {
  readonly pairs: readonly EndpointPair[];
  /** Endpoints that only one window has, and which therefore cannot be compared. */
  readonly onlyInBaseline: readonly string[];
  readonly onlyInDegraded: readonly string[];
}

/**
 * Pairs the windows by endpoint and weighs by the degraded window, so that a change of the mix alone changes nothing.
 * Ordered by weight, then name.
 */
export function mixOf(baseline: Window, degraded: Window): Mix {
  const before = byEndpoint(baseline.requests);
  const after = byEndpoint(degraded.requests);
  const common = [...after.keys()].filter(endpoint => before.has(endpoint));
  const total = common.reduce((sum, endpoint) => sum + (after.get(endpoint)?.length ?? 0), 0);
  const pairs = common.map(endpoint => {
    const requests = after.get(endpoint) ?? [];
    return { endpoint, weight: requests.length / total, baseline: before.get(endpoint) ?? [], degraded: requests };
  });
  return {
    pairs: pairs.sort((a, b) => b.weight - a.weight || (a.endpoint < b.endpoint ? -1 : 1)),
    onlyInBaseline: [...before.keys()].filter(endpoint => !after.has(endpoint)).sort(),
    onlyInDegraded: [...after.keys()].filter(endpoint => !before.has(endpoint)).sort(),
  };
}

function byEndpoint(requests: readonly RequestFacts[]): Map<string, RequestFacts[]> {
  const groups = new Map<string, RequestFacts[]>();
  for (const request of requests) {
    const group = groups.get(request.endpoint);
    if (group) group.push(request);
    else groups.set(request.endpoint, [request]);
  }
  return groups;
}
