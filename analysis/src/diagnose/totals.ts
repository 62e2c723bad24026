import type { CallFacts, Mix, OperationFacts, RequestFacts } from '../compare/index.ts';

type Side = 'baseline' | 'degraded';

/** Sums per request, weighed by the degraded mix, so that both sides can be compared. */
export interface Totals {
  readonly operations: ReadonlyMap<string, OperationFacts>;
  readonly calls: ReadonlyMap<string, CallFacts>;
  /** Ids of the callers of each callee. */
  readonly callersOf: ReadonlyMap<string, readonly string[]>;
}

export function totalsOf(mix: Mix, side: Side): Totals {
  const operations = new Map<string, OperationFacts>();
  const calls = new Map<string, CallFacts>();
  for (const pair of mix.pairs) {
    const requests: readonly RequestFacts[] = pair[side];
    const weight = pair.weight / requests.length;
    for (const request of requests) {
      for (const facts of request.operations.values()) addOperation(operations, facts, weight);
      for (const [id, call] of request.calls) {
        const known = calls.get(id);
        if (known) known.count += weight * call.count;
        else calls.set(id, { ...call, count: weight * call.count });
      }
    }
  }
  const callersOf = new Map<string, string[]>();
  for (const { caller, callee } of calls.values()) callersOf.set(callee, [...(callersOf.get(callee) ?? []), caller]);
  return { operations, calls, callersOf };
}

function addOperation(totals: Map<string, OperationFacts>, facts: OperationFacts, weight: number): void {
  let total = totals.get(facts.id);
  if (!total) {
    total = { ...facts };
    addFacts(total, facts, -1);
    totals.set(facts.id, total);
  }
  addFacts(total, facts, weight);
}

// Field by field: a loop over names is five times slower, and this runs for every operation of every request.
function addFacts(total: OperationFacts, facts: OperationFacts, weight: number): void {
  total.count += weight * facts.count;
  total.durationNano += weight * facts.durationNano;
  total.failures += weight * facts.failures;
  total.originalFailures += weight * facts.originalFailures;
  total.timeouts += weight * facts.timeouts;
  total.retries += weight * facts.retries;
  total.deadlocks += weight * facts.deadlocks;
  total.measured += weight * facts.measured;
  total.loopDelayMs += weight * facts.loopDelayMs;
  total.cpuMs += weight * facts.cpuMs;
  total.gcMs += weight * facts.gcMs;
  total.bytes += weight * facts.bytes;
  total.rows += weight * facts.rows;
  total.locking += weight * facts.locking;
  total.childCalls += weight * facts.childCalls;
  total.childSumNano += weight * facts.childSumNano;
  total.childUnionNano += weight * facts.childUnionNano;
}
