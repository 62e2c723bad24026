import type { Diagnosis } from '@spanshop/analysis/diagnose';
import type { Verdict } from './agreement.ts';

/** Whom a diagnosis names with confidence, the weightiest first. */
export function namedBy({ culprits }: Diagnosis): readonly Verdict[] {
  return culprits.map(({ service, operation, kind }) => ({ service, operation, kind }));
}

/** Everybody that a diagnosis looked at, in the order of rank: what a score is taken from. */
export function rankedBy({ candidates }: Diagnosis): readonly Verdict[] {
  return candidates.map(({ service, operation, kind }) => ({ service, operation, kind }));
}
