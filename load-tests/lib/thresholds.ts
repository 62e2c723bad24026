import type { Mix } from '../catalogue.ts';
import { droppedVisitsShare, type JourneyName, objectives, passingChecksShare } from '../objectives.ts';
import { type Profile, visitsOf } from './profile.ts';

export interface Threshold {
  threshold: string;
  abortOnFail: boolean;
  delayAbortEval: string;
}

/** The objectives of a scenario as k6's thresholds, by metric. */
export function thresholdsOf(mix: Mix, profile: Profile, objectiveFactor: number): Record<string, Threshold[]> {
  const threshold = (expression: string): Threshold => ({
    threshold: expression,
    abortOnFail: profile.endsEarly,
    delayAbortEval: '5s',
  });
  const factor = profile.latencyFactor * objectiveFactor;
  const ofJourneys = (Object.keys(mix) as JourneyName[]).flatMap(journey => {
    const { p95Ms, p99Ms, failedShare } = objectives[journey];
    return [
      [
        `http_req_duration{journey:${journey}}`,
        [threshold(`p(95)<${p95Ms * factor}`), threshold(`p(99)<${p99Ms * factor}`)],
      ],
      [`http_req_failed{journey:${journey}}`, [threshold(`rate<${failedShare}`)]],
    ] as const;
  });
  return Object.fromEntries([
    ...ofJourneys,
    ['checks', [threshold(`rate>${passingChecksShare}`)]],
    ['dropped_iterations', [threshold(`count<=${Math.floor(visitsOf(profile) * droppedVisitsShare)}`)]],
  ]);
}
