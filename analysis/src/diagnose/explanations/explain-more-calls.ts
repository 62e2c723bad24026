import type { OperationFacts } from '../../compare/index.ts';
import { type Comparison, isCountDriven, perCallMs } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import { type CallGrowth, findCallGrowth } from './call-growth.ts';
import { type Explain, type Explanation, inMs } from './explanation.ts';

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
  // A wait has a span only where there is one: that there are more of them is contention.
  if (!caller || !callee || callee.isLockWait) return undefined;

  if (isRetried(growth, comparison)) return blame(caller, callee, 'retry-storm', growth);
  if (growth.rateAfter <= thresholds.onceRate) {
    if (growth.rateBefore > 0) return blame(caller, callee, 'cache-stampede', growth);
    return isCall(callee) ? blame(caller, callee, 'chatty-calls', growth) : undefined;
  }
  return blame(caller, callee, callee.isQuery ? 'n-plus-one' : 'chatty-calls', growth);
};

/** Time between a failed call and its repetition is the caller's own, and the retry storm's doing. */
export const explainBackOff: Explain = (change, key, comparison) => {
  const { before, after } = comparison;
  const caller = after.operations.get(key.operationId);
  if (key.class !== 'self' || !caller || isCountDriven(change, thresholds.countDriven)) return undefined;
  const { before: wasMs, after: isMs } = perCallMs(change);
  const retries = [...after.calls.values()]
    .filter(call => call.caller === caller.id)
    .map(({ callee }) => ({
      callee: after.operations.get(callee) as OperationFacts,
      added: (after.operations.get(callee)?.retries ?? 0) - (before.operations.get(callee)?.retries ?? 0),
    }))
    .sort((a, b) => b.added - a.added);
  const [most] = retries;
  if (!most || isMs <= wasMs || most.added < thresholds.backOffRetries * caller.count) return undefined;
  const { operation, service } = caller;
  const name = nameOf(most.callee);
  const why = `${operation} of ${service} repeats failed calls of ${name}, ${(most.added / caller.count).toFixed(2)} times more per call of its own, and waits in between: ${inMs(wasMs)} to ${inMs(isMs)}.`;
  return { service, operation, kind: 'retry-storm', peer: name, why };
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
  const name = nameOf(callee);
  const rates = `${growth.rateBefore.toFixed(2)} to ${growth.rateAfter.toFixed(2)} times`;
  const why = `Each ${caller.operation} of ${caller.service} went from calling ${name} ${rates}.`;
  return { service: caller.service, operation: caller.operation, kind, peer: name, why };
}

function nameOf({ operation, peer }: OperationFacts): string {
  return peer === '' ? operation : `${operation} (${peer})`;
}
