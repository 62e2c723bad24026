import { type EndpointPair, mixOf, type Timeline, type Window } from '../compare/index.ts';
import { mean, quantile, quantileOfSorted } from '../statistics/index.ts';
import { ownTimesNano } from './own-time.ts';
import { recomputeLatencyNano } from './recompute-latency.ts';

/** One figure of an endpoint's latency, in milliseconds: as it was, as it is, and as it would be with the culprit cured. */
export interface Forecast {
  readonly baselineMs: number;
  readonly degradedMs: number;
  readonly curedMs: number;
}

export interface CuredEndpoint {
  readonly endpoint: string;
  /** Degraded requests whose critical path was computed anew; fewer than there were where a window has very many. */
  readonly recomputedRequests: number;
  readonly mean: Forecast;
  readonly p95: Forecast;
}

export interface Cure {
  readonly baseline: Window;
  readonly degraded: Window;
  /** Ids of the path keys that would be as in the baseline again. */
  readonly keyIds: ReadonlySet<string>;
  /** The part of a window that the culprit concerns; all of it by default. */
  readonly within?: (window: Window) => Window;
}

/**
 * What each endpoint's latency would be if the time of some keys were as in the baseline, the endpoint with most requests
 * first. In each degraded request the time of a key is put back to what it was at the same rank in the baseline (the slowest
 * tenth becomes what the slowest tenth was), more calls and longer ones alike, and the request is run again.
 *
 * Where not all requests could be kept, the whole window's figures change as those of the kept ones do (a ratio estimate).
 * Source of the mapping by rank: quantile mapping, as in the correction of climate models' bias.
 */
export function predictCure({ baseline, degraded, keyIds, within = all }: Cure): readonly CuredEndpoint[] {
  const factors = factorsOf(within(baseline).timelines, within(degraded).timelines, keyIds);
  const kept = byEndpoint(degraded.timelines);
  return mixOf(baseline, degraded).pairs.flatMap(pair => {
    const timelines = kept.get(pair.endpoint) ?? [];
    return timelines.length === 0 ? [] : [curedEndpoint(pair, timelines, factors)];
  });
}

function curedEndpoint(
  pair: EndpointPair,
  timelines: readonly Timeline[],
  factors: ReadonlyMap<Timeline, ReadonlyMap<string, number>>,
): CuredEndpoint {
  const is = timelines.map(({ request }) => request.latencyNano);
  const cured = timelines.map(timeline => {
    const own = factors.get(timeline);
    return own ? recomputeLatencyNano(timeline, keyId => own.get(keyId) ?? 1) : timeline.request.latencyNano;
  });
  const [before, after] = [pair.baseline, pair.degraded].map(side => side.map(({ latencyNano }) => latencyNano));
  const forecast = (figure: (nano: readonly number[]) => number): Forecast => {
    const degradedMs = figure(after ?? []) / 1e6;
    return { baselineMs: figure(before ?? []) / 1e6, degradedMs, curedMs: (degradedMs * figure(cured)) / figure(is) };
  };
  return {
    endpoint: pair.endpoint,
    recomputedRequests: timelines.length,
    mean: forecast(mean),
    p95: forecast(nano => quantile(nano, 0.95)),
  };
}

/** For every degraded request that has time of a key: by how much that time has to be scaled. */
function factorsOf(
  baseline: readonly Timeline[],
  degraded: readonly Timeline[],
  keyIds: ReadonlySet<string>,
): ReadonlyMap<Timeline, ReadonlyMap<string, number>> {
  const factors = new Map<Timeline, Map<string, number>>();
  const before = byEndpoint(baseline);
  for (const [endpoint, timelines] of byEndpoint(degraded)) {
    const was = before.get(endpoint)?.map(ownTimesNano);
    if (!was) continue;
    const is = timelines.map(timeline => ({ timeline, own: ownTimesNano(timeline) }));
    for (const keyId of keyIds) {
      const sorted = Float64Array.from(was, own => own.get(keyId) ?? 0).sort();
      const ranked = is.map(({ timeline, own }) => ({ timeline, nano: own.get(keyId) ?? 0 }));
      ranked.sort((a, b) => a.nano - b.nano);
      ranked.forEach(({ timeline, nano }, rank) => {
        if (nano === 0) return;
        const own = factors.get(timeline) ?? new Map<string, number>();
        own.set(keyId, quantileOfSorted(sorted, (rank + 0.5) / ranked.length) / nano);
        factors.set(timeline, own);
      });
    }
  }
  return factors;
}

function byEndpoint(timelines: readonly Timeline[]): ReadonlyMap<string, readonly Timeline[]> {
  return Map.groupBy(timelines, ({ request }) => request.endpoint);
}

function all(window: Window): Window {
  return window;
}
