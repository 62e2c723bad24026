import type { RequestReport } from '../k6/parse-report.ts';
import { addTo, type Histogram } from './histogram.ts';
import { createWorst, type WorstRequest } from './worst.ts';

/** Requests are correlated within moments: a slice is what counts as one measurement. */
export const sliceMs = 5_000;
/** A week. */
const mostSlices = 120_960;

/** One journey's requests that started within the same slice of time. */
export interface Slice {
  /** 0 for the first one of the run. */
  index: number;
  count: number;
  failed: number;
  sumMs: number;
  histogram: Histogram;
}

export interface JourneyDigest {
  slices: Slice[];
  /** By operation and status, such as `POST /orders 201`. */
  answers: Record<string, number>;
  slowest: readonly WorstRequest[];
  failed: readonly WorstRequest[];
}

export type Digest = Record<string, JourneyDigest>;

export interface DigestBuilder {
  add(report: RequestReport): void;
  digest(): Digest;
}

/**
 * Sums requests up as they come, in memory that does not grow with their number but with the time they take: counts and
 * durations by journey and slice, and the worst requests of each journey.
 */
export function createDigest(startedUnixMs: number): DigestBuilder {
  const journeys = new Map<string, ReturnType<typeof createJourney>>();
  return {
    add(report) {
      const journey = journeys.get(report.journey) ?? createJourney();
      journeys.set(report.journey, journey);
      journey.add(report, Math.floor((report.startedUnixMs - startedUnixMs) / sliceMs));
    },
    digest: () => Object.fromEntries([...journeys].map(([name, journey]) => [name, journey.digest()])),
  };
}

function createJourney() {
  const slices = new Map<number, Slice>();
  const answers: Record<string, number> = {};
  const worst = createWorst();
  return {
    add(report: RequestReport, at: number) {
      const index = Math.min(Math.max(at, 0), mostSlices);
      const slice = slices.get(index) ?? { index, count: 0, failed: 0, sumMs: 0, histogram: {} };
      slices.set(index, slice);
      slice.count += 1;
      slice.failed += report.failed ? 1 : 0;
      slice.sumMs += report.durationMs;
      addTo(slice.histogram, report.durationMs);
      const answer = `${report.operation} ${report.status}`;
      answers[answer] = (answers[answer] ?? 0) + 1;
      worst.add(report);
    },
    digest: (): JourneyDigest => ({
      slices: [...slices.values()].sort((a, b) => a.index - b.index),
      answers,
      ...worst.list(),
    }),
  };
}
