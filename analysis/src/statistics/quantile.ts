/**
 * The p-quantile (0 to 1) of values in ascending order, by linear interpolation between neighbours (R's type 7).
 * NaN for no values.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (at - below);
}

export function quantile(values: Iterable<number>, p: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), p);
}

/** 0 for no values: the mean time of calls that never happen is no time. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
