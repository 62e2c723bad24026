import { mean, quantile } from '@spanshop/analysis/statistics';
import type { ResourcePoint } from '../metrics/watch-resources.ts';
import type { BreakpointRecord } from './breakpoint-record.ts';

/** The middle one of the knees that were found, and how far they lie apart. */
export function summarizeKnees(
  found: readonly (number | undefined)[],
): Pick<BreakpointRecord, 'knees' | 'median' | 'spread'> {
  const knees = found.filter(knee => knee !== undefined);
  if (knees.length < found.length || knees.length === 0) return { knees };
  const median = quantile(knees, 0.5);
  return { knees, median, spread: (Math.max(...knees) - Math.min(...knees)) / median };
}

/** How busy the machine was, and what k6 took of it. */
export function meanOf(points: readonly ResourcePoint[]): Pick<BreakpointRecord, 'hostShare' | 'k6Processors'> {
  if (points.length === 0) return {};
  const ofK6 = points.flatMap(({ k6Processors }) => k6Processors ?? []);
  return {
    hostShare: mean(points.map(({ hostShare }) => hostShare)),
    ...(ofK6.length > 0 ? { k6Processors: mean(ofK6) } : {}),
  };
}
