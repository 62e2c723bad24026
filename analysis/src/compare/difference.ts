import type { EndpointPair, Mix } from './mix.ts';
import type { RequestFacts } from './request-facts.ts';

/** How the time on the critical path changed for one key, in nanoseconds per request, weighed by the degraded mix. */
export interface KeyDifference {
  readonly keyId: string;
  readonly deltaNano: number;
  readonly baselineNano: number;
  readonly degradedNano: number;
  /** The part of the change that comes from more calls: their number's change times the baseline's time per call. */
  readonly byCountNano: number;
  /** The part that comes from longer calls: the baseline's number times the change of the time per call. */
  readonly byTimeNano: number;
  /** The part that only both together explain. `byCount + byTime + byBoth = delta`. */
  readonly byBothNano: number;
  /** Calls per request on the path. */
  readonly baselineCalls: number;
  readonly degradedCalls: number;
}

export interface Difference {
  /** Mean latency, weighed by the degraded mix. */
  readonly baselineLatencyNano: number;
  readonly degradedLatencyNano: number;
  /** The keys' deltas sum to the change of the mean latency exactly (up to rounding). Largest first. */
  readonly keys: readonly KeyDifference[];
}

/**
 * The mix-standardised difference: delta(k) = sum over endpoints r of w_r * (mean_degraded(k) - mean_baseline(k)).
 * Source: direct standardisation, as in demography; the split of each delta is that of a product, m*dN + N*dm + dN*dm.
 */
export function differenceOf(mix: Mix): Difference {
  const totals = new Map<string, { -readonly [P in keyof KeyDifference]: KeyDifference[P] }>();
  let [baselineLatencyNano, degradedLatencyNano] = [0, 0];
  for (const pair of mix.pairs) {
    baselineLatencyNano += pair.weight * meanLatency(pair.baseline);
    degradedLatencyNano += pair.weight * meanLatency(pair.degraded);
    for (const part of endpointParts(pair)) {
      const total = totals.get(part.keyId);
      if (!total) {
        totals.set(part.keyId, part);
        continue;
      }
      total.deltaNano += part.deltaNano;
      total.baselineNano += part.baselineNano;
      total.degradedNano += part.degradedNano;
      total.byCountNano += part.byCountNano;
      total.byTimeNano += part.byTimeNano;
      total.byBothNano += part.byBothNano;
      total.baselineCalls += part.baselineCalls;
      total.degradedCalls += part.degradedCalls;
    }
  }
  const keys = [...totals.values()].sort((a, b) => b.deltaNano - a.deltaNano || (a.keyId < b.keyId ? -1 : 1));
  return { baselineLatencyNano, degradedLatencyNano, keys };
}

function endpointParts({ weight, baseline, degraded }: EndpointPair): KeyDifference[] {
  const before = meanPath(baseline);
  const after = meanPath(degraded);
  return [...new Set([...before.keys(), ...after.keys()])].map(keyId => {
    const { nano: nanoBefore, calls: callsBefore } = before.get(keyId) ?? nothing;
    const { nano: nanoAfter, calls: callsAfter } = after.get(keyId) ?? nothing;
    // A key that one window lacks has no time per call there: the other's stands in, so all of it is by count.
    const perCallAfter = callsAfter === 0 ? nanoBefore / callsBefore : nanoAfter / callsAfter;
    const perCallBefore = callsBefore === 0 ? perCallAfter : nanoBefore / callsBefore;
    const [moreCalls, moreTime] = [callsAfter - callsBefore, perCallAfter - perCallBefore];
    return {
      keyId,
      deltaNano: weight * (nanoAfter - nanoBefore),
      baselineNano: weight * nanoBefore,
      degradedNano: weight * nanoAfter,
      byCountNano: weight * perCallBefore * moreCalls,
      byTimeNano: weight * callsBefore * moreTime,
      byBothNano: weight * moreCalls * moreTime,
      baselineCalls: weight * callsBefore,
      degradedCalls: weight * callsAfter,
    };
  });
}

const nothing = { nano: 0, calls: 0 };

function meanPath(requests: readonly RequestFacts[]): Map<string, { nano: number; calls: number }> {
  const means = new Map<string, { nano: number; calls: number }>();
  for (const request of requests) {
    for (const [keyId, share] of request.path) {
      const known = means.get(keyId);
      if (known) {
        known.nano += share.nano / requests.length;
        known.calls += share.calls / requests.length;
      } else {
        means.set(keyId, { nano: share.nano / requests.length, calls: share.calls / requests.length });
      }
    }
  }
  return means;
}

function meanLatency(requests: readonly RequestFacts[]): number {
  let sum = 0;
  for (const request of requests) sum += request.latencyNano;
  return requests.length === 0 ? 0 : sum / requests.length;
}
