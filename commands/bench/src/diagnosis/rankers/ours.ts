import { diagnose, isSameBlame } from '@spanshop/analysis/diagnose';
import type { Ranker } from './ranker.ts';

/** All that the diagnosis looked at, in its order: first whom it names, with the way from a user to each. */
export const ours: Ranker = {
  name: 'diagnose',
  rank(baseline, degraded) {
    const { culprits, candidates } = diagnose(baseline, degraded);
    const others = candidates.filter(candidate => !culprits.some(culprit => isSameBlame(culprit, candidate)));
    return [...culprits, ...others];
  },
};
