import { type Diagnosis, isSameBlame } from '@spanshop/analysis/diagnose';
import type { Verdict } from '@spanshop/labs/experiment';

/** All that a diagnosis looked at, in its order: first whom it names, with the way from a user to each. */
export function rankingOf({ culprits, candidates }: Diagnosis): readonly Verdict[] {
  const others = candidates.filter(candidate => !culprits.some(culprit => isSameBlame(culprit, candidate)));
  return [...culprits, ...others];
}
