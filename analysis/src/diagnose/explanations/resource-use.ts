import type { ResourceFacts, Window } from '../../compare/index.ts';

/** How one operation used a pool, or locked rows of a table, in a window. */
export interface ResourceUse {
  readonly operation: string;
  readonly perSecond: number;
  readonly meanHoldMs: number;
  /** Connections, or transactions with rows locked, held on average: rate times hold (Little's law). */
  readonly held: number;
}

/** Users of a pool or table by operation. Rates are real, not weighed by the mix: a pool feels arrivals as they come. */
export function usersOf(
  window: Window,
  kind: Exclude<ResourceFacts['kind'], 'lock'>,
  service: string,
  name: string,
): ReadonlyMap<string, ResourceUse> {
  const seconds = Math.max((window.toUnixMs - window.fromUnixMs) / 1000, 1e-3);
  const perRequest = window.thinning / seconds;
  const sums = new Map<string, { waits: number; holdNano: number }>();
  for (const request of window.requests) {
    for (const facts of request.resources.values()) {
      if (facts.kind !== kind || facts.service !== service || facts.name !== name) continue;
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
