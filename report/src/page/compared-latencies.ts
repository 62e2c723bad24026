import { mixOf, type RequestFacts, type Window } from '@spanshop/analysis/compare';
import { comparableWindows } from '@spanshop/analysis/diagnose';
import type { Latencies } from './distribution.ts';

/** The latencies of the very requests that the diagnosis compared, so that a page has one number for one thing. */
export function comparedLatenciesMs(before: Window, after: Window): Latencies {
  const { baseline, degraded } = comparableWindows(before, after);
  const { pairs } = mixOf(baseline, degraded);
  const latencies = (requests: readonly RequestFacts[]) =>
    requests.map(({ latencyNano }) => Math.max(latencyNano / 1e6, 1e-3));
  return {
    beforeMs: latencies(pairs.flatMap(pair => pair.baseline)),
    afterMs: latencies(pairs.flatMap(pair => pair.degraded)),
  };
}
