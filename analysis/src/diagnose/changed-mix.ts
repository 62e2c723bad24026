import { breadthOf } from '../model/index.ts';
import { type Comparison, isCountDriven } from './comparison.ts';
import { findCallGrowth } from './explanations/call-growth.ts';
import type { Finding } from './findings.ts';
import { thresholds } from './thresholds.ts';

/**
 * Whether all that a finding adds is that a caller which stands for all requests makes a call more often, about once each: other
 * requests come in then, or rather more of the same, and nothing takes longer. Splitting by the next step leaves this where
 * such a name stands further inside, or where requests differ by a later step.
 */
export function isChangedMix({ changes }: Finding, comparison: Comparison): boolean {
  const grown = changes.filter(({ deltaNano }) => deltaNano > 0);
  return (
    grown.length > 0 &&
    grown.every(change => {
      if (!isCountDriven(change, thresholds.countDriven)) return false;
      const growth = findCallGrowth(comparison.keyOf(change).operationId, comparison);
      if (!growth || growth.rateAfter > thresholds.onceRate) return false;
      const caller = comparison.after.operations.get(growth.caller);
      return caller !== undefined && breadthOf(caller.operation) === 'anything';
    })
  );
}
