import { quantile } from '../statistics/index.ts';
import type { RequestFacts } from './request-facts.ts';
import { filterWindow, type Window } from './window.ts';

export const tailFrom = 0.95;

/** The requests of a window above its own p95, endpoint by endpoint: for faults that touch the tail only. */
export function tailOf(window: Window): Window {
  const latencies = new Map<string, number[]>();
  for (const { endpoint, latencyNano } of window.requests) {
    const known = latencies.get(endpoint);
    if (known) known.push(latencyNano);
    else latencies.set(endpoint, [latencyNano]);
  }
  const limits = new Map([...latencies].map(([endpoint, values]) => [endpoint, quantile(values, tailFrom)]));
  return filterWindow(window, (request: RequestFacts) => request.latencyNano > (limits.get(request.endpoint) ?? 0));
}
