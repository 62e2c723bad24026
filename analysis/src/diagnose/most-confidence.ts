import { isMostlyBlurred } from './blurred.ts';
import { mayBeChangedMix } from './changed-mix.ts';
import type { Comparison } from './comparison.ts';
import type { Confidence } from './culprit.ts';
import type { Weighed } from './doubt.ts';
import { thresholds } from './thresholds.ts';

/**
 * The confidence that a finding may have at most, however large and steady it is: medium where its time may be the caller's work
 * as well as the way of a call, where so few calls show it that only each of them speaks for it, and where other requests may have
 * come in behind one name.
 */
export function mostConfidence({ finding, chance }: Weighed, comparison: Comparison): Confidence {
  const isFew = chance > thresholds.mostChance;
  const isUnsure = isMostlyBlurred(finding.changes, comparison) || mayBeChangedMix(finding, comparison);
  return isFew || isUnsure ? 'medium' : 'high';
}
