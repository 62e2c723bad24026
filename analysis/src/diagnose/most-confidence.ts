import { isMostlyBlurred } from './blurred.ts';
import type { Comparison } from './comparison.ts';
import type { Confidence } from './culprit.ts';
import type { Weighed } from './doubt.ts';
import { thresholds } from './thresholds.ts';

/**
 * The confidence that a finding may have at most, however large and steady it is: medium where its time may be the caller's work
 * as well as the way of a call, and where so few calls show it that only each of them speaks for it.
 */
export function mostConfidence({ finding, chance }: Weighed, comparison: Comparison): Confidence {
  const isFew = chance > thresholds.mostChance;
  return isFew || isMostlyBlurred(finding.changes, comparison) ? 'medium' : 'high';
}
