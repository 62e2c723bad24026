import type { Comparison } from './comparison.ts';
import type { Culprit } from './culprit.ts';
import { loadChangeOf } from './explanations/process-load.ts';

/** Whether a culprit is said of a process that tells nothing of its event loop or its CPU. */
export function isUnmeasured({ kind, service }: Pick<Culprit, 'kind' | 'service'>, comparison: Comparison): boolean {
  return kind === 'saturation' && !loadChangeOf(service, comparison)?.after.tellsLoop;
}

/** Without a measurement the process, its host and the way to it look alike, so that is never said with high confidence. */
export function atMostMedium(culprit: Culprit, comparison: Comparison): Culprit {
  const isTooSure = culprit.confidence === 'high' && isUnmeasured(culprit, comparison);
  return isTooSure ? { ...culprit, confidence: 'medium' } : culprit;
}
