import type { OperationFacts } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import { countErrors, type ErrorCounts, errorConfidence, noErrors } from './error-counts.ts';
import type { ErrorWindows } from './short-circuit.ts';

export interface ErrorOrigins extends ErrorWindows {
  /** Operations of which all failures count as begun there, though something below them failed too. */
  readonly byThemselves: ReadonlySet<string>;
}

/** Where errors began, in both windows. */
export function errorOrigins(comparison: Comparison): ErrorOrigins {
  const { pairs } = comparison.mix;
  const before = countErrors(pairs.flatMap(pair => pair.baseline));
  const after = countErrors(pairs.flatMap(pair => pair.degraded));
  const byThemselves = failingByThemselves(comparison, { before, after });
  const begun = (counts: ErrorWindows['before']) =>
    new Map([...counts].map(([id, each]) => [id, byThemselves.has(id) ? allFailures(each) : each]));
  return { before: begun(before), after: begun(after), byThemselves };
}

/**
 * Operations that fail more often although something below them failed before they did, and which it does not explain, because
 * it fails hardly more often than in the baseline. One trace cannot tell: that a look-up says "not found" may have made the
 * request fail, or nobody minded and the error is the caller's own. Of several that fail together, the innermost.
 *
 *     baseline   gateway |---- 200 ----|        degraded   gateway |-- error --|      the gateway by itself
 *                 orders   |-- 201 --|                      orders   |- 201 -|
 *                  gifts     |404|                           gifts     |404|          as before
 */
function failingByThemselves(comparison: Comparison, errors: ErrorWindows): ReadonlySet<string> {
  const unexplained = [...errors.after].flatMap(([id, is]) => {
    const was = errors.before.get(id) ?? noErrors;
    if (errorConfidence(allFailures(was), allFailures(is)) === 'none') return [];
    const below = operationsBelow(id, comparison);
    const part = thresholds.errors.explainedPart * growthOf(id, comparison, passedOn);
    const byThoseBelow = [...below].reduce((sum, callee) => sum + growthOf(callee, comparison, original), 0);
    return part > 0 && byThoseBelow < part ? [{ id, below }] : [];
  });
  const isPassedOn = ({ id, below }: { readonly id: string; readonly below: ReadonlySet<string> }) => {
    const part = thresholds.errors.explainedPart * growthOf(id, comparison, failures);
    return unexplained.some(inner => below.has(inner.id) && growthOf(inner.id, comparison, failures) >= part);
  };
  return new Set(unexplained.filter(each => !isPassedOn(each)).map(({ id }) => id));
}

/** As if all of them had begun here. */
function allFailures(counts: ErrorCounts): ErrorCounts {
  return { ...counts, originalFailures: counts.failures };
}

const failures = (facts: OperationFacts) => facts.failures;
const original = (facts: OperationFacts) => facts.originalFailures;
const passedOn = (facts: OperationFacts) => facts.failures - facts.originalFailures;

/** Per request, weighed by the mix; 0 for what did not grow. */
function growthOf(id: string, { before, after }: Comparison, read: (facts: OperationFacts) => number): number {
  const [was, is] = [before.operations.get(id), after.operations.get(id)];
  return Math.max((is ? read(is) : 0) - (was ? read(was) : 0), 0);
}

/** All that it calls, and what those call; without itself. */
function operationsBelow(id: string, { after }: Comparison): ReadonlySet<string> {
  const below = new Set([id]);
  for (const caller of below) {
    for (const call of after.calls.values()) if (call.caller === caller) below.add(call.callee);
  }
  below.delete(id);
  return below;
}
