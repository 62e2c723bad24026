import type { Slice } from '../requests/digest.ts';
import { countOf, type Histogram, merged, quantileOf } from '../requests/histogram.ts';

/** Fewer requests than this make no 95th percentile. */
const fewestRequests = 20;
/** The first slice is when connections, caches and pools fill. */
const warmUpSlices = 1;

export interface Batch {
  meanMs: number;
  p50Ms: number;
  p95Ms: number;
}

/**
 * One measurement for each stretch of time: neighbouring slices together, until there are enough requests. Requests of the
 * same moment are slow together, so that they are no measurements of their own; batches are nearly independent (the method
 * of batch means).
 */
export function batchesOf(slices: readonly Slice[]): Batch[] {
  const batches: Batch[] = [];
  let open: Slice[] = [];
  for (const slice of slices.filter(({ index }) => index >= warmUpSlices)) {
    open.push(slice);
    if (open.reduce((sum, { count }) => sum + count, 0) < fewestRequests) continue;
    batches.push(batchOf(open));
    open = [];
  }
  return batches;
}

function batchOf(slices: readonly Slice[]): Batch {
  const histogram: Histogram = merged(slices.map(slice => slice.histogram));
  return {
    meanMs: slices.reduce((sum, { sumMs }) => sum + sumMs, 0) / countOf(histogram),
    p50Ms: quantileOf(histogram, 0.5),
    p95Ms: quantileOf(histogram, 0.95),
  };
}
