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
    for (const field of SUMS) total[field] = 0;
    totals.set(facts.id, total);
  }
  for (const field of SUMS) total[field] += weight * facts[field];
}

const SUMS = [
  'count',
  'durationNano',
  'failures',
  'originalFailures',
  'timeouts',
  'retries',
  'measured',
  'loopDelayMs',
  'cpuMs',
  'gcMs',
  'bytes',
  'rows',
  'deadlocks',
  'childCalls',
  'childSumNano',
  'childUnionNano',
] as const satisfies readonly (keyof OperationFacts)[];
