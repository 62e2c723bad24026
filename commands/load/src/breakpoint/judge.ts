import { droppedVisitsShare, type JourneyName, objectives } from '../../../../load-tests/objectives.ts';
import type { RequestReport } from '../k6/parse-report.ts';
import { addTo, countOf, type Histogram, quantileOf } from '../requests/histogram.ts';

/** How one journey did at one rate. */
export interface JourneyAtRate {
  requests: number;
  /** Null where there were too few requests. */
  p95Ms: number | null;
  limitMs: number;
}

export interface Judgement {
  met: boolean;
  /** What was not met, in words. */
  broken: readonly string[];
  journeys: Record<string, JourneyAtRate>;
  failedShare: number;
}

export interface Observed {
  requests: readonly RequestReport[];
  /** Visits that were left out, and that were planned. */
  dropped: number;
  visits: number;
  objectiveFactor: number;
}

/** Fewer requests than this make no 95th percentile. */
const fewestRequests = 20;
const failedShareLimit = 0.01;

/**
 * Whether the objectives were met in a few seconds. The 99th percentiles are left out: so few requests say nothing of one
 * in a hundred.
 */
export function judge({ requests, dropped, visits, objectiveFactor }: Observed): Judgement {
  const histograms = new Map<string, Histogram>();
  let failed = 0;
  for (const request of requests) {
    const histogram = histograms.get(request.journey) ?? {};
    histograms.set(request.journey, histogram);
    addTo(histogram, request.durationMs);
    if (request.failed) failed += 1;
  }
  const journeys = Object.fromEntries(
    [...histograms].map(([name, histogram]) => {
      const count = countOf(histogram);
      const limitMs = objectives[name as JourneyName].p95Ms * objectiveFactor;
      return [name, { requests: count, limitMs, p95Ms: count < fewestRequests ? null : quantileOf(histogram, 0.95) }];
    }),
  );
  const failedShare = requests.length === 0 ? 1 : failed / requests.length;
  const broken = [
    ...Object.entries(journeys).flatMap(([name, { p95Ms, limitMs }]) =>
      p95Ms !== null && p95Ms >= limitMs ? [`${name} p95`] : [],
    ),
    ...(failedShare >= failedShareLimit ? ['failed requests'] : []),
    ...(dropped > visits * droppedVisitsShare ? ['visits left out'] : []),
  ];
  return { met: broken.length === 0, broken, journeys, failedShare };
}

/** How near the journeys came to their limits: 1 is the limit of the one that came nearest. NaN where nothing is known. */
export function nearness({ journeys }: Pick<Judgement, 'journeys'>): number {
  const parts = Object.values(journeys).flatMap(({ p95Ms, limitMs }) => (p95Ms === null ? [] : [p95Ms / limitMs]));
  return parts.length === 0 ? Number.NaN : Math.max(...parts);
}
