import type { OperationFacts } from '../compare/index.ts';
import { twoProportionZ } from '../statistics/index.ts';
import type { Comparison } from './comparison.ts';
import type { Blame, Confidence, Culprit, FaultKind, Scope } from './culprit.ts';
import { failedExemplars } from './exemplars.ts';
import { explainPoolWait } from './explain-waits.ts';
import { percent } from './explanation.ts';
import { thresholds } from './thresholds.ts';

/** Counts of one operation in one window, unweighed: a test of proportions needs real counts. */
interface Counts {
  calls: number;
  originalFailures: number;
  timeouts: number;
  deadlocks: number;
}

/** What fails more often than before, by where the errors came from; the largest growth per request first. */
export function errorCulprits(comparison: Comparison, scope: Scope): readonly Culprit[] {
  const { mix, after } = comparison;
  const before = countsOf(mix.pairs.flatMap(pair => pair.baseline));
  const now = countsOf(mix.pairs.flatMap(pair => pair.degraded));
  const culprits: { readonly culprit: Culprit; readonly perRequest: number }[] = [];
  for (const [id, is] of now) {
    const was = before.get(id) ?? { calls: 0, originalFailures: 0, timeouts: 0, deadlocks: 0 };
    const facts = after.operations.get(id);
    const confidence = confidenceOf(was, is);
    if (!facts || confidence === 'none') continue;
    const blame = blameFor(facts, was, is, comparison);
    const rates = { before: rateOf(was), after: rateOf(is) };
    const growth = `${percent(rates.before)} to ${percent(rates.after)} of the calls`;
    const evidence = `Errors that began at ${facts.operation} in ${facts.service} grew from ${growth} (${is.originalFailures} errors).`;
    const culprit = {
      ...blame,
      scope,
      confidence,
      slowDownMs: 0,
      share: 0,
      leastSlowDownMs: 0,
      stability: 1,
      errorRate: rates,
      evidence: [evidence],
      exemplars: failedExemplars(comparison, id),
    };
    culprits.push({ culprit, perRequest: facts.originalFailures });
  }
  return culprits.sort((a, b) => b.perRequest - a.perRequest).map(({ culprit }) => culprit);
}

function confidenceOf(was: Counts, is: Counts): Confidence {
  const { z, points, least, highZ, highPoints } = thresholds.errors;
  // An operation that was not there before has no errors to compare with: as many calls without errors are assumed.
  const callsBefore = was.calls === 0 ? is.calls : was.calls;
  const score = twoProportionZ(was.originalFailures, callsBefore, is.originalFailures, is.calls);
  const grew = rateOf(is) - rateOf(was);
  if (is.originalFailures < least || score <= z || grew <= points) return 'none';
  return score > highZ && grew > highPoints ? 'high' : 'medium';
}

/**
 * Blamed is where the error began. A client span that failed although the server answered, or because it did not answer in
 * time, speaks for its callee when that is traced.
 */
function blameFor(facts: OperationFacts, was: Counts, is: Counts, comparison: Comparison): Blame {
  const more = Math.max(is.originalFailures - was.originalFailures, 1);
  const { operation, peer } = facts;
  if (facts.isPoolWait) {
    const change = comparison.difference.keys.find(each => comparison.keyOf(each).operationId === facts.id);
    const holder = change && explainPoolWait(change, comparison.keyOf(change), comparison);
    if (holder) return { service: holder.service, operation: holder.operation, kind: holder.kind, peer: holder.peer };
    return { service: facts.service, operation: facts.entry, kind: 'pool-exhaustion', peer: operation };
  }
  let kind: FaultKind = 'error';
  if (is.deadlocks - was.deadlocks >= thresholds.deadlockPart * more) kind = 'deadlock';
  else if (is.timeouts - was.timeouts >= thresholds.timeoutPart * more) kind = 'timeout';
  const calleeIsTraced =
    facts.kind === 'client' &&
    [...comparison.after.operations.values()].some(
      other => other.kind === 'server' && other.service === peer && other.operation === operation,
    );
  return calleeIsTraced
    ? { service: peer, operation, kind, peer: facts.service }
    : { service: facts.service, operation, kind, peer };
}

function countsOf(requests: Comparison['degraded']['requests']): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  for (const { operations } of requests) {
    for (const facts of operations.values()) {
      const sum = counts.get(facts.id) ?? { calls: 0, originalFailures: 0, timeouts: 0, deadlocks: 0 };
      sum.calls += facts.count;
      sum.originalFailures += facts.originalFailures;
      sum.timeouts += facts.timeouts;
      sum.deadlocks += facts.deadlocks;
      counts.set(facts.id, sum);
    }
  }
  return counts;
}

function rateOf({ calls, originalFailures }: Counts): number {
  return calls === 0 ? 0 : originalFailures / calls;
}
