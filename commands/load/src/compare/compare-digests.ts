import { estimateDifference, mean } from '@spanshop/analysis/statistics';
import type { Digest } from '../requests/digest.ts';
import { type Batch, batchesOf } from './batches.ts';

export interface Difference {
  journey: string;
  statistic: 'p50' | 'p95' | 'mean';
  /** Means over the batches, in milliseconds. */
  first: number;
  second: number;
  /** How much longer the second run took, in milliseconds, and the interval that holds the true difference. */
  difference: number;
  low: number;
  high: number;
  verdict: 'slower' | 'faster' | 'noise';
}

/** A journey that one of the runs has too little of. */
export interface TooLittle {
  journey: string;
  batches: readonly [number, number];
}

export interface Comparison {
  differences: readonly Difference[];
  tooLittle: readonly TooLittle[];
  /** The chance that all intervals together hold what they should. */
  confidence: number;
}

const confidence = 0.95;
/** Below this, the spread of a run cannot be told. */
const fewestBatches = 4;
const statistics = { p50: 'p50Ms', p95: 'p95Ms', mean: 'meanMs' } as const satisfies Record<string, keyof Batch>;

/**
 * How the journeys of two runs differ. With many comparisons one would seem to be more than noise by chance: each interval
 * is so wide that all of them together hold with 95 % (Bonferroni). A difference whose interval holds 0 is noise.
 */
export function compareDigests(first: Digest, second: Digest): Comparison {
  const both = Object.keys(first).filter(journey => second[journey]);
  const batches = both.map(journey => ({
    journey,
    of: [batchesOf(first[journey]?.slices ?? []), batchesOf(second[journey]?.slices ?? [])] as const,
  }));
  const enough = batches.filter(({ of }) => of.every(({ length }) => length >= fewestBatches));
  const each = 1 - (1 - confidence) / Math.max(enough.length * Object.keys(statistics).length, 1);
  return {
    confidence,
    differences: enough.flatMap(({ journey, of: [a, b] }) =>
      (Object.keys(statistics) as (keyof typeof statistics)[]).map(statistic => {
        const values = (list: readonly Batch[]) => list.map(batch => batch[statistics[statistic]]);
        const { difference, low, high } = estimateDifference(values(b), values(a), each);
        const verdict = low > 0 ? 'slower' : high < 0 ? 'faster' : 'noise';
        return { journey, statistic, first: mean(values(a)), second: mean(values(b)), difference, low, high, verdict };
      }),
    ),
    tooLittle: batches
      .filter(each => !enough.includes(each))
      .map(({ journey, of: [a, b] }) => ({ journey, batches: [a.length, b.length] })),
  };
}
