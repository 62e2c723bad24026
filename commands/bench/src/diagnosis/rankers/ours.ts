import { diagnose } from '@spanshop/analysis/diagnose';
import type { Ranker } from './ranker.ts';

/** All that the diagnosis looked at, in its order: first whom it names, with the way from a user to each. */
export const ours: Ranker = {
  name: 'diagnose',
  rank(baseline, degraded) {
    const { culprits, candidates } = diagnose(baseline, degraded);
    const others = candidates.filter(candidate => !culprits.some(culprit => isSame(culprit, candidate)));
    return [...culprits, ...others];
  },
};

type Blamed = { readonly service: string; readonly operation: string; readonly kind: string };

function isSame(one: Blamed, other: Blamed): boolean {
  return one.service === other.service && one.operation === other.operation && one.kind === other.kind;
}
