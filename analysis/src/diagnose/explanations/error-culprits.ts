import type { OperationFacts } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import type { Blame, Culprit, FaultKind, Scope } from '../culprit.ts';
import { failedExemplars } from '../exemplars.ts';
import { blameId } from '../same-blame.ts';
import { thresholds } from '../thresholds.ts';
import { type ErrorCounts, errorConfidence, errorRate, noErrors } from './error-counts.ts';
import { errorOrigins } from './error-origins.ts';
import { explainPoolWait } from './explain-waits.ts';
import { percent } from './explanation.ts';
import { shortCircuitedCall } from './short-circuit.ts';

/** What fails more often than before, by where the errors came from; the largest growth per request first. */
export function errorCulprits(comparison: Comparison, scope: Scope): readonly Culprit[] {
  const { after } = comparison;
  const { before, after: now, byThemselves } = errorOrigins(comparison);
  const culprits = new Map<string, { readonly culprit: Culprit; readonly perRequest: number }>();
  for (const [id, is] of now) {
    const was = before.get(id) ?? noErrors;
    const facts = after.operations.get(id);
    const confidence = errorConfidence(was, is);
    if (!facts || confidence === 'none') continue;
    const rates = { before: errorRate(was), after: errorRate(is) };
    const growth = `${percent(rates.before)} to ${percent(rates.after)} of the calls`;
    const evidence = [
      `Errors that began at ${facts.operation} in ${facts.service} grew from ${growth} (${is.originalFailures} errors).`,
    ];
    const begun = byThemselves.has(id) ? 'failures' : 'originalFailures';
    if (begun === 'failures')
      evidence.push('What fails below it in the same requests does so about as often as before.');
    const keptCall = shortCircuitedCall(id, comparison, { before, after: now });
    const kept = keptCall === undefined ? undefined : after.operations.get(keptCall);
    const blamed = kept ?? facts;
    const blame = blameFor(blamed, before.get(blamed.id) ?? noErrors, now.get(blamed.id) ?? is, comparison);
    if (kept) {
      const { calls, failures } = now.get(kept.id) ?? is;
      evidence.push(
        `It mostly stopped calling ${kept.operation}, and ${failures} of the ${calls} calls still made failed, as when a circuit breaker is open.`,
      );
    }
    const culprit = {
      ...blame,
      scope,
      confidence,
      doubt: undefined,
      slowDownMs: 0,
      share: 0,
      leastSlowDownMs: 0,
      stability: 1,
      errorRate: rates,
      evidence,
      exemplars: failedExemplars(comparison, id, begun),
      keyIds: new Set<string>(),
    };
    const key = blameId(blame);
    const twin = culprits.get(key);
    const perRequest = facts[begun];
    // The probes' own failures and those for want of a call are one culprit, told by the larger part.
    if (!twin || twin.perRequest < perRequest) culprits.set(key, { culprit, perRequest });
  }
  return [...culprits.values()].sort((a, b) => b.perRequest - a.perRequest).map(({ culprit }) => culprit);
}

/**
 * Blamed is where the error began. A client span that failed although the server answered, or because it did not answer in
 * time, speaks for its callee when that is traced.
 */
function blameFor(facts: OperationFacts, was: ErrorCounts, is: ErrorCounts, comparison: Comparison): Blame {
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
