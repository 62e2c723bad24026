/** Each bucket ends 2 % above where it begins, so that a quantile is off by 1 % at most. */
const growth = Math.log(1.02);
const smallestMs = 0.1;
/** Ten minutes; what takes longer counts as this long. */
const lastBucket = Math.ceil(Math.log(600_000 / smallestMs) / growth);

/** How many requests took how long: counts by bucket. At most some 800 buckets, however many requests. */
export type Histogram = Record<number, number>;

export function addTo(histogram: Histogram, durationMs: number): void {
  const bucket = Math.min(Math.max(Math.floor(Math.log(durationMs / smallestMs) / growth), 0), lastBucket);
  histogram[bucket] = (histogram[bucket] ?? 0) + 1;
}

export function merged(histograms: readonly Histogram[]): Histogram {
  const sum: Histogram = {};
  for (const histogram of histograms) {
    for (const [bucket, count] of entriesOf(histogram)) sum[bucket] = (sum[bucket] ?? 0) + count;
  }
  return sum;
}

export function countOf(histogram: Histogram): number {
  return entriesOf(histogram).reduce((sum, [, count]) => sum + count, 0);
}

/** The p-quantile (0 to 1) in milliseconds, by the middle of its bucket; NaN for no requests. */
export function quantileOf(histogram: Histogram, p: number): number {
  const wanted = p * countOf(histogram);
  let passed = 0;
  // Keys that are whole numbers come in ascending order.
  for (const [bucket, count] of entriesOf(histogram)) {
    passed += count;
    if (passed >= wanted && passed > 0) return middleOf(bucket);
  }
  return Number.NaN;
}

/** In milliseconds. */
export function middleOf(bucket: number): number {
  return smallestMs * Math.exp((bucket + 0.5) * growth);
}

function entriesOf(histogram: Histogram): [number, number][] {
  return Object.entries(histogram).map(([bucket, count]) => [Number(bucket), count]);
}
