import type { Window } from '@spanshop/analysis/compare';

/**
 * The trace of a request that is typical of its endpoint, or of the slow ones among them; undefined where there is none.
 *
 * @param endpoint as users call it, such as `POST /orders`
 * @param quantile 0.5 for the request in the middle
 */
export function exemplarOf({ requests }: Window, endpoint: string, quantile = 0.5): string | undefined {
  const met = requests
    .filter(request => request.endpoint.endsWith(` ${endpoint}`) && !request.failed)
    .sort((a, b) => a.latencyNano - b.latencyNano);
  return met[Math.floor((met.length - 1) * quantile)]?.traceId;
}
