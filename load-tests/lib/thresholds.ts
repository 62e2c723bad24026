import { droppedVisitsShare, type JourneyName, objectives, passingChecksShare } from '../objectives.ts';
import type { Mix } from './pick-journey.ts';
import { type Profile, visitsOf } from './profile.ts';

export interface Threshold {
  threshold: string;
  abortOnFail: boolean;
  delayAbortEval: string;
}

export interface ThresholdOptions {
  /** How many times as long as the objectives say answers may take: as whoever runs it asks; default: 1. */
  objectiveFactor?: number;
  /** The same, as the scenario itself allows where something extraordinary happens; default: 1. */
  latencyFactor?: number;
  /** Ends the run as soon as an objective is broken for good; default: false. */
  abortOnFail?: boolean;
}

/** The objectives of every journey of a mix, and of all checks and visits, as k6's thresholds, by metric. */
export function thresholdsOf(
  mix: Mix,
  profile: Profile,
  { objectiveFactor = 1, latencyFactor = 1, abortOnFail = false }: ThresholdOptions,
): Record<string, Threshold[]> {
  const threshold = (expression: string): Threshold => ({
    threshold: expression,
    abortOnFail,
    delayAbortEval: '5s',
  });
  const factor = objectiveFactor * latencyFactor;
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
