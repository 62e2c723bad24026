import { isChangedMix } from './changed-mix.ts';
import type { Comparison } from './comparison.ts';
import { isEachCallSlower } from './each-call-slower.ts';
import type { Finding } from './findings.ts';
import { lastsBeyondStart } from './settling.ts';
import { thresholds } from './thresholds.ts';

/** A finding, and how sure its size is. Nanoseconds per request. */
export interface Weighed {
  readonly finding: Finding;
  /** 5th percentile of its slow-down over the resamples. */
  readonly leastNano: number;
  /** How often chance alone makes a change as large. */
  readonly chance: number;
}

/**
 * What speaks against blaming a finding at all, however large it is, as the end of a sentence that begins with the finding;
 * undefined when nothing does.
 */
export function doubtOf({ finding, leastNano, chance }: Weighed, comparison: Comparison): string | undefined {
  const { baselineLatencyNano: baselineNano, degradedLatencyNano, keys } = comparison.difference;
  const { leastPartOfTotal, medium, mostChance } = thresholds;
  if (chance > mostChance && !isEachCallSlower(finding, comparison)) return 'is no larger than what chance makes';
  if (isChangedMix(finding, comparison))
    return 'is called more often by a name for all requests, as when other requests come in';
  const fasterNano = keys.reduce((sum, change) => sum + Math.min(change.deltaNano, 0), 0);
  const isFelt =
    degradedLatencyNano - baselineNano >= leastPartOfTotal * finding.deltaNano ||
    leastNano + fasterNano > medium.leastShare * baselineNano;
  if (!isFelt) return 'is made up for by what became faster';
  return lastsBeyondStart(comparison, finding) ? undefined : 'is over soon after the start of the window';
}

/** The part of the slow-down, 0 to 1, that the largest finding makes, when it is too small a part to blame it for the whole. */
export function partOfSpread(largestNano: number, { difference }: Comparison): number | undefined {
  const { baselineLatencyNano: baselineNano, degradedLatencyNano } = difference;
  const totalNano = degradedLatencyNano - baselineNano;
  if (totalNano < thresholds.medium.leastShare * baselineNano) return undefined;
  const part = Math.max(largestNano, 0) / totalNano;
  return part < thresholds.leastPartOfFirst ? part : undefined;
}
