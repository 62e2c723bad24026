import type { KeyDifference, PathKey } from '../compare/index.ts';
import type { Comparison } from './comparison.ts';
import { thresholds } from './thresholds.ts';

/**
 * Whether a key's time may be the caller's own work as well as the way of a call: the call has no span of its own.
 *
 *     A SERVER @front  |------------------|      before and after C: work of front, or the way to cart and back
 *     C SERVER @cart <A       |-----|
 */
export function isBlurred(key: PathKey, { before, after }: Comparison): boolean {
  if (key.class !== 'edge-pre' && key.class !== 'edge-post') return false;
  return (after.operations.get(key.operationId) ?? before.operations.get(key.operationId))?.kind !== 'client';
}

/** Whether a fair part of what grew is blurred, so that it may be another's. */
export function isMostlyBlurred(changes: readonly KeyDifference[], comparison: Comparison): boolean {
  const grown = changes.filter(({ deltaNano }) => deltaNano > 0);
  const blurred = grown.filter(change => isBlurred(comparison.keyOf(change), comparison));
  return sumOf(blurred) > thresholds.blurredPart * sumOf(grown);
}

function sumOf(changes: readonly KeyDifference[]): number {
  return changes.reduce((sum, { deltaNano }) => sum + deltaNano, 0);
}
