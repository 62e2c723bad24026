import type { Mix } from '../compare/index.ts';
import { createRandom, quantile, type Random } from '../statistics/index.ts';
import { type FindingTimes, timesByFinding } from './finding-times.ts';
import type { Finding } from './findings.ts';
import { thresholds } from './thresholds.ts';

/** What the findings' slow-downs would have been in other samples of the same system. Nanoseconds per request. */
export interface Resampled {
  /** 5th percentile of a finding's slow-down. */
  leastNano(finding: number): number;
  /** How often a finding is among the `places` largest, 0 to 1. */
  stability(finding: number, places: number): number;
}

/**
 * Draws the requests of each endpoint and window again, with replacement, and adds up each finding's change anew.
 * Which keys a finding has stays fixed: the resamples judge its size and rank, not its explanation.
 * Source: Efron's bootstrap, percentile method. The seed is fixed, so the same windows always give the same answer.
 */
export function resample(mix: Mix, findings: readonly Finding[]): Resampled {
  const random = createRandom(thresholds.seed);
  const sides = mix.pairs.flatMap(pair => [
    { ...timesByFinding(pair.degraded, findings), factor: pair.weight },
    { ...timesByFinding(pair.baseline, findings), factor: -pair.weight },
  ]);
  const samples: Float64Array[] = [];
  for (let i = 0; i < thresholds.resamples; i++) {
    const sample = new Float64Array(findings.length);
    for (const side of sides) addDrawn(sample, side, random);
    samples.push(sample);
  }
  return {
    leastNano: finding =>
      quantile(
        samples.map(sample => sample[finding] as number),
        0.05,
      ),
    stability: (finding, places) => samples.filter(sample => rankOf(sample, finding) < places).length / samples.length,
  };
}

function addDrawn(sample: Float64Array, side: FindingTimes & { readonly factor: number }, random: Random): void {
  const width = sample.length;
  const weight = side.factor / side.requests;
  for (let drawn = 0; drawn < side.requests; drawn++) {
    const from = Math.floor(random() * side.requests) * width;
    for (let i = 0; i < width; i++) sample[i] = (sample[i] as number) + weight * (side.rows[from + i] as number);
  }
}

function rankOf(sample: Float64Array, finding: number): number {
  const own = sample[finding] as number;
  let larger = 0;
  for (const value of sample) if (value > own) larger += 1;
  return larger;
}
