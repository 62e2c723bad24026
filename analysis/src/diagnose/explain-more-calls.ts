import type { OperationFacts } from '../compare/index.ts';
import { type CallGrowth, findCallGrowth } from './call-growth.ts';
import { type Comparison, isCountDriven } from './comparison.ts';
import type { Explain, Explanation } from './explanation.ts';
import { thresholds } from './thresholds.ts';

/**
 * More calls on the path, each about as long as before.
 * - Repetitions of failed calls: a retry storm; the caller amplifies what the callee triggered.
 * - At most one per caller, but it used to be spared mostly: a cache that misses.
 * - Several per caller: N+1 queries, or chatty calls to a service. The caller is to blame; also for a call that is new.
 */
export const explainMoreCalls: Explain = (change, key, comparison) => {
  if (!isCountDriven(change, thresholds.countDriven)) return undefined;
  const growth = findCallGrowth(key.operationId, comparison);
  if (!growth || growth.rateAfter < growth.rateBefore * thresholds.callRateGrowth) return undefined;
  const caller = comparison.after.operations.get(growth.caller);
  const callee = comparison.after.operations.get(growth.callee);
  if (!caller || !callee) return undefined;

  if (isRetried(growth, comparison)) return blame(caller, callee, 'retry-storm', growth);
  if (growth.rateAfter <= thresholds.onceRate) {
    if (growth.rateBefore > 0) return blame(caller, callee, 'cache-stampede', growth);
    return isCall(callee) ? blame(caller, callee, 'chatty-calls', growth) : undefined;
  }
  return blame(caller, callee, callee.isQuery ? 'n-plus-one' : 'chatty-calls', growth);
};

function isCall({ kind, peer, isQuery, isPoolWait }: OperationFacts): boolean {
  return kind === 'client' && peer !== '' && !isQuery && !isPoolWait;
}

function isRetried({ callee }: CallGrowth, { before, after }: Comparison): boolean {
  const [was, is] = [before.operations.get(callee), after.operations.get(callee)];
  const addedCalls = (is?.count ?? 0) - (was?.count ?? 0);
  const addedRetries = (is?.retries ?? 0) - (was?.retries ?? 0);
  return addedRetries >= thresholds.retryPart * addedCalls;
}

function blame(
  caller: OperationFacts,
  callee: OperationFacts,
  kind: Explanation['kind'],
  growth: CallGrowth,
): Explanation {
  const name = callee.peer === '' ? callee.operation : `${callee.operation} (${callee.peer})`;
  const rates = `${growth.rateBefore.toFixed(2)} to ${growth.rateAfter.toFixed(2)} times`;
  const why = `Each ${caller.operation} of ${caller.service} went from calling ${name} ${rates}.`;
  return { service: caller.service, operation: caller.operation, kind, peer: name, why };
}
