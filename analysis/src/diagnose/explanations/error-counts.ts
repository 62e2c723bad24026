import type { RequestFacts } from '../../compare/index.ts';
import { twoProportionZ } from '../../statistics/index.ts';
import type { Confidence } from '../culprit.ts';
import { thresholds } from '../thresholds.ts';

/** Counts of one operation in one window, unweighed: a test of proportions needs real counts. */
export interface ErrorCounts {
  calls: number;
  failures: number;
  originalFailures: number;
  timeouts: number;
  deadlocks: number;
}

export const noErrors: Readonly<ErrorCounts> = {
  calls: 0,
  failures: 0,
  originalFailures: 0,
  timeouts: 0,
  deadlocks: 0,
};

/** By `OperationFacts.id`. */
export function countErrors(requests: readonly RequestFacts[]): ReadonlyMap<string, ErrorCounts> {
  const counts = new Map<string, ErrorCounts>();
  for (const { operations } of requests) {
    for (const facts of operations.values()) {
      const sum = counts.get(facts.id) ?? { ...noErrors };
      sum.calls += facts.count;
      sum.failures += facts.failures;
      sum.originalFailures += facts.originalFailures;
      sum.timeouts += facts.timeouts;
      sum.deadlocks += facts.deadlocks;
      counts.set(facts.id, sum);
    }
  }
  return counts;
}

/** How sure it is that an operation came to be where more errors begin. */
export function errorConfidence(was: ErrorCounts, is: ErrorCounts): Confidence {
  const { z, points, least, highZ, highPoints } = thresholds.errors;
  // An operation that was not there before has no errors to compare with: as many calls without errors are assumed.
  const callsBefore = was.calls === 0 ? is.calls : was.calls;
  const score = twoProportionZ(was.originalFailures, callsBefore, is.originalFailures, is.calls);
  const grew = errorRate(is) - errorRate(was);
  if (is.originalFailures < least || score <= z || grew <= points) return 'none';
  return score > highZ && grew > highPoints ? 'high' : 'medium';
}

export function errorRate({ calls, originalFailures }: ErrorCounts): number {
  return calls === 0 ? 0 : originalFailures / calls;
}
