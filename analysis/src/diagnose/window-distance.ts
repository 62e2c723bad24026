import type { Comparison } from './comparison.ts';
import { percent } from './explanations/explanation.ts';
import { thresholds } from './thresholds.ts';
import { secondsOf } from './window-summary.ts';

/** In what the two windows differ besides what is looked for: time, rate and mix. A sentence for each that is noticeable. */
export function windowDistance(comparison: Comparison): readonly string[] {
  return [
    ...overlapInTime(comparison),
    ...apartInTime(comparison),
    ...rateChange(comparison),
    ...mixChange(comparison),
  ];
}

function overlapInTime({ baseline, degraded }: Comparison): readonly string[] {
  const overlap = Math.min(baseline.toUnixMs, degraded.toUnixMs) - Math.max(baseline.fromUnixMs, degraded.fromUnixMs);
  return overlap > 0 ? [`The windows overlap in time by ${(overlap / 1000).toFixed(1)} s.`] : [];
}

function apartInTime({ baseline, degraded }: Comparison): readonly string[] {
  const apartMs = Math.max(degraded.fromUnixMs - baseline.toUnixMs, baseline.fromUnixMs - degraded.toUnixMs);
  if (apartMs < thresholds.distance.leastApartMs) return [];
  return [`The windows are ${hours(apartMs)} apart: more may have changed between them than what is named.`];
}

/** Fewer or more requests, if that is no chance for arrivals at random (Poisson): its variance is its mean. */
function rateChange({ baseline, degraded }: Comparison): readonly string[] {
  const [before, after] = [baseline, degraded].map(window => {
    const seconds = secondsOf(window);
    const count = window.requests.length * window.thinning;
    return { perSecond: count / seconds, variance: count / seconds ** 2 };
  }) as [Rate, Rate];
  const { rateFactor, z } = thresholds.distance;
  const difference = Math.abs(after.perSecond - before.perSecond);
  const factor = Math.max(after.perSecond / before.perSecond, before.perSecond / after.perSecond);
  if (factor < rateFactor || difference < z * Math.sqrt(before.variance + after.variance)) return [];
  const rates = `${before.perSecond.toFixed(1)} to ${after.perSecond.toFixed(1)} a second`;
  return after.perSecond < before.perSecond
    ? [`Fewer requests end, ${rates}: fewer come in, they wait for each other, or they are lost on the way.`]
    : [`More requests come in, ${rates}.`];
}

interface Rate {
  readonly perSecond: number;
  readonly variance: number;
}

/** The endpoint whose part of the requests changed most. Endpoints are compared one by one, so it explains no slow-down. */
function mixChange({ mix }: Comparison): readonly string[] {
  const all = mix.pairs.reduce((sum, { baseline }) => sum + baseline.length, 0);
  const changes = mix.pairs
    .map(({ endpoint, baseline, weight }) => ({ endpoint, before: baseline.length / all, after: weight }))
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  const [most] = changes;
  if (!most || Math.abs(most.after - most.before) < thresholds.distance.mixPart) return [];
  const { endpoint, before, after } = most;
  return [`The mix of requests differs: ${endpoint} makes ${percent(before)} to ${percent(after)} of them.`];
}

function hours(ms: number): string {
  return ms >= 36e5 ? `${(ms / 36e5).toFixed(1)} h` : `${Math.round(ms / 6e4)} min`;
}
