import type { Window } from '../compare/index.ts';
import { breadthOf } from '../model/index.ts';
import { type Comparison, isCountDriven } from './comparison.ts';
import { type CallGrowth, findCallGrowth } from './explanations/call-growth.ts';
import type { Finding } from './findings.ts';
import { thresholds } from './thresholds.ts';
import { secondsOf } from './window-summary.ts';

/**
 * Whether all that a finding adds is that a caller which stands for all requests makes a call more often, about once each: other
 * requests come in then, or rather more of the same, and nothing takes longer. Splitting by the next step leaves this where
 * such a name stands further inside, or where requests differ by a later step.
 */
export function mayBeChangedMix(finding: Finding, comparison: Comparison): boolean {
  return growthsOf(finding, comparison) !== undefined;
}

/** As above, unless a root as busy as before now does for all requests what it did for some: then a cache misses, more likely. */
export function isChangedMix(finding: Finding, comparison: Comparison): boolean {
  const growths = growthsOf(finding, comparison);
  return growths !== undefined && !growths.every(growth => isForAllNow(growth, comparison));
}

/** Undefined when something grew that a changed mix does not explain. */
function growthsOf({ changes }: Finding, comparison: Comparison): readonly CallGrowth[] | undefined {
  const growths: CallGrowth[] = [];
  for (const change of changes) {
    if (change.deltaNano <= 0) continue;
    if (!isCountDriven(change, thresholds.countDriven)) return undefined;
    const growth = findCallGrowth(comparison.keyOf(change).operationId, comparison);
    if (!growth || growth.rateAfter > thresholds.onceRate) return undefined;
    const caller = comparison.after.operations.get(growth.caller);
    if (caller === undefined || breadthOf(caller.operation) !== 'anything') return undefined;
    growths.push(growth);
  }
  return growths.length > 0 ? growths : undefined;
}

// A home page is called `GET /`, and one path is all that GraphQL has. Were it the mix, all other requests would have stayed away,
// and just as many of this sort come in their place.
function isForAllNow({ caller, rateBefore, rateAfter }: CallGrowth, comparison: Comparison): boolean {
  const isRoot = !comparison.after.callersOf.has(caller);
  const [before, after] = [perSecond(caller, comparison.baseline), perSecond(caller, comparison.degraded)];
  const isSteady = Math.max(after / before, before / after) < thresholds.distance.rateFactor;
  return isRoot && isSteady && rateBefore > 0 && rateAfter >= thresholds.forAllRate;
}

function perSecond(operationId: string, window: Window): number {
  const count = window.requests.reduce((sum, { operations }) => sum + (operations.get(operationId)?.count ?? 0), 0);
  return (count * window.thinning) / secondsOf(window);
}
