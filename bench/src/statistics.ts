export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Ratio of paired measurements with its 95 % confidence interval: the mean of the logarithms of the pairs' ratios, plus and
 * minus Student's t times its standard error.
 *
 * @param values and @param baseline measurements of the same rounds, in the same order; at least two of each, all positive
 */
export function estimateRatio(values: readonly number[], baseline: readonly number[]) {
  const logarithms = values.map((value, index) => Math.log(value / (baseline[index] ?? Number.NaN)));
  const center = mean(logarithms);
  const variance = logarithms.reduce((sum, value) => sum + (value - center) ** 2, 0) / (logarithms.length - 1);
  const margin = studentT(logarithms.length - 1) * Math.sqrt(variance / logarithms.length);
  return { ratio: Math.exp(center), low: Math.exp(center - margin), high: Math.exp(center + margin) };
}

/** Two-sided 95 % quantile of Student's t, by the expansion of Cornish and Fisher around the normal quantile. */
function studentT(degrees: number): number {
  const z = 1.959964;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}
