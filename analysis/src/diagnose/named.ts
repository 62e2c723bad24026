import { predictCure } from '../what-if/index.ts';
import type { Comparison } from './comparison.ts';
import type { Culprit, NamedCulprit } from './culprit.ts';
import { propagationPath } from './propagation/propagation-path.ts';
import { narrowed, withinScope } from './within-scope.ts';

/** What is found out about a culprit once it is named: the way to a user, and what its cure would bring. */
export function named(culprit: Culprit, comparison: Comparison): NamedCulprit {
  const { baseline, degraded } = comparison;
  const { keyIds, scope } = culprit;
  return {
    ...culprit,
    path: propagationPath(culprit, narrowed(comparison, scope), degraded.requests),
    cure: keyIds.size === 0 ? [] : predictCure({ baseline, degraded, keyIds, within: withinScope(scope) }),
  };
}
