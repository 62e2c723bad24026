import { mean } from './quantile.ts';

export interface Interval {
  low: number;
  high: number;
}

/**
 * Ratio of paired measurements with its confidence interval: the mean of the logarithms of the pairs' ratios, plus and
 * minus Student's t times its standard error.
 *
 * @param values and @param baseline measurements of the same rounds, in the same order; at least two of each, all positive
 */
export function estimateRatio(
  values: readonly number[],
  baseline: readonly number[],
  confidence = 0.95,
): Interval & { ratio: number } {
  const logarithms = values.map((value, index) => Math.log(value / (baseline[index] ?? Number.NaN)));
  const center = mean(logarithms);
  const margin = studentT(logarithms.length - 1, confidence) * Math.sqrt(variance(logarithms) / logarithms.length);
  return { ratio: Math.exp(center), low: Math.exp(center - margin), high: Math.exp(center + margin) };
}

/** Mean difference of paired measurements with its confidence interval; at least two of each, of the same rounds. */
export function estimatePairedDifference(
  values: readonly number[],
  baseline: readonly number[],
  confidence = 0.95,
): Interval & { difference: number } {
  const differences = values.map((value, index) => value - (baseline[index] ?? Number.NaN));
  const difference = mean(differences);
  const margin = studentT(differences.length - 1, confidence) * Math.sqrt(variance(differences) / differences.length);
  return { difference, low: difference - margin, high: difference + margin };
}

/**
 * How much larger the mean of one sample is than that of another, with its confidence interval, by Welch: the samples may
 * differ in size and variance. At least two values of each.
 */
export function estimateDifference(
  values: readonly number[],
  baseline: readonly number[],
  confidence = 0.95,
): Interval & { difference: number } {
  const difference = mean(values) - mean(baseline);
  const parts = [values, baseline].map(sample => ({ of: variance(sample) / sample.length, size: sample.length }));
  const squared = parts.reduce((sum, part) => sum + part.of, 0);
  if (squared === 0) return { difference, low: difference, high: difference };
  const degrees = squared ** 2 / parts.reduce((sum, part) => sum + part.of ** 2 / (part.size - 1), 0);
  const margin = studentT(degrees, confidence) * Math.sqrt(squared);
  return { difference, low: difference - margin, high: difference + margin };
}

/** Unbiased; NaN for fewer than two values. */
export function variance(values: readonly number[]): number {
  const center = mean(values);
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1);
}

/**
 * Two-sided quantile of Student's t, by the expansion of Cornish and Fisher around the normal quantile; at 95 % within one
 * in a hundred from 4 degrees of freedom on, and too small below.
 *
 * @param degrees of freedom; need not be whole
 * @param confidence for example 0.95
 */
export function studentT(degrees: number, confidence = 0.95): number {
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}

/** Where the normal distribution reaches p, for p from 0.5 on, by Newton's method on its integral. */
function normalQuantile(p: number): number {
  let z = 0;
  for (let step = 0; step < 50; step += 1) {
    const change = (normalIntegral(z) - p) / (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI));
    z -= Math.max(Math.min(change, 1), -1);
    if (Math.abs(change) < 1e-12) break;
  }
  return z;
}

/** By its series around 0 (Abramowitz and Stegun 26.2.10, for z below 6). */
function normalIntegral(z: number): number {
  let [term, sum] = [z, z];
  for (let n = 1; n < 200; n += 1) {
    term *= -(z ** 2) / (2 * n);
    sum += term / (2 * n + 1);
    if (Math.abs(term) < 1e-17) break;
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
}
