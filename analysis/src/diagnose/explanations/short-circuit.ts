import { joinId, type OperationFacts } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import { type ErrorCounts, noErrors } from './error-counts.ts';

export interface ErrorWindows {
  readonly before: ReadonlyMap<string, ErrorCounts>;
  readonly after: ReadonlyMap<string, ErrorCounts>;
}

/**
 * The call that an operation fails for not having made: an open circuit breaker fails at once, below it no span tells whom it
 * kept from being called. Calls that grew rarer by most of the new failures, and of which most of those still made (the
 * breaker's probes) fail, were kept from somebody who is ill.
 *
 *     before   charge |---------------|        open    charge |-| ✕         a probe  charge |-------| ✕
 *                       bank |-----|                                                  bank |--| ✕
 */
export function shortCircuitedCall(id: string, comparison: Comparison, errors: ErrorWindows): string | undefined {
  const { failedPart, missingPart, leastProbes } = thresholds.shortCircuit;
  const [was, is] = [errors.before.get(id) ?? noErrors, errors.after.get(id) ?? noErrors];
  const newFailures = is.originalFailures / is.calls - was.originalFailures / Math.max(was.calls, 1);
  const candidates = callsBelow(id, comparison).flatMap(({ callee, missing }) => {
    const probes = errors.after.get(callee) ?? noErrors;
    const healthy = errors.before.get(callee) ?? noErrors;
    const isIll = probes.failures >= failedPart * probes.calls && healthy.failures < failedPart * healthy.calls;
    const isKept = missing >= missingPart * newFailures;
    return probes.calls >= leastProbes && isIll && isKept ? [{ callee, missing }] : [];
  });
  return candidates.sort((a, b) => b.missing - a.missing)[0]?.callee;
}

/** Calls to others that the operation or its own internal spans made before, and how much rarer they became for each of it. */
function callsBelow(id: string, { before, after }: Comparison): { callee: string; missing: number }[] {
  const countOf = (operations: ReadonlyMap<string, OperationFacts>) => Math.max(operations.get(id)?.count ?? 0, 1e-9);
  const [timesBefore, timesAfter] = [countOf(before.operations), countOf(after.operations)];
  const found: { callee: string; missing: number }[] = [];
  const callers = new Set([id]);
  for (const caller of callers) {
    for (const call of before.calls.values()) {
      if (call.caller !== caller) continue;
      const kind = before.operations.get(call.callee)?.kind;
      if (kind === 'internal') callers.add(call.callee);
      if (kind !== 'client') continue;
      const still = after.calls.get(joinId(caller, call.callee))?.count ?? 0;
      found.push({ callee: call.callee, missing: call.count / timesBefore - still / timesAfter });
    }
  }
  return found;
}
