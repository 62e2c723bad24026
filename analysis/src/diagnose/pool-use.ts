import type { Window } from '../compare/index.ts';

/** How one operation used a pool in a window. */
export interface PoolUse {
  readonly operation: string;
  readonly perSecond: number;
  readonly meanHoldMs: number;
  /** Connections held on average: rate times hold (Little's law). */
  readonly held: number;
}

/** Users of a pool by operation. Rates are real, not weighed by the mix: a pool feels arrivals as they come. */
export function poolUsers(window: Window, service: string, pool: string): ReadonlyMap<string, PoolUse> {
  const seconds = Math.max((window.toUnixMs - window.fromUnixMs) / 1000, 1e-3);
  const perRequest = window.thinning / seconds;
  const sums = new Map<string, { waits: number; holdNano: number }>();
  for (const request of window.requests) {
    for (const facts of request.resources.values()) {
      if (facts.kind !== 'pool' || facts.service !== service || facts.name !== pool) continue;
      const sum = sums.get(facts.operation) ?? { waits: 0, holdNano: 0 };
      sum.waits += facts.waits;
      sum.holdNano += facts.holdNano;
      sums.set(facts.operation, sum);
    }
  }
  return new Map(
    [...sums].map(([operation, { waits, holdNano }]) => [
      operation,
      {
        operation,
        perSecond: waits * perRequest,
        meanHoldMs: holdNano / waits / 1e6,
        held: (holdNano / 1e9) * perRequest,
      },
    ]),
  );
}
