import type { RequestFacts } from '../../compare/index.ts';

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
