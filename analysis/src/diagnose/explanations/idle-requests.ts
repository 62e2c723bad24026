import type { EndpointPair, OperationFacts, RequestFacts } from '../../compare/index.ts';
import { mean, quantile } from '../../statistics/index.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';

/** An operation that ends without the work that it always did, and without saying that anything failed. */
export interface Idleness {
  readonly operation: OperationFacts;
  /** What it always called and now mostly does not; names. */
  readonly missing: readonly string[];
  /** Requests with the operation, and how many of them were idle in it. */
  readonly before: { readonly idle: number; readonly all: number };
  readonly after: { readonly idle: number; readonly all: number };
  readonly idleRequests: readonly RequestFacts[];
  /** How long it takes when it is idle, and how long it took. */
  readonly idleMs: number;
  readonly usualMs: number;
}

/** What one request did below one operation. */
interface Work {
  readonly request: RequestFacts;
  readonly calls: number;
  readonly callees: ReadonlySet<string>;
  readonly durationNano: number;
}

/**
 * How often an operation is idle: it makes fewer calls than it ever did, none at all of one that it always made and none
 * that are new, no span of the request failed, and it took less time by what it used to spend on the missing calls. So neither
 * a query that is made once instead of eight times, nor spans that were lost, nor other work in its place is idleness.
 *
 *     before   POST /orders |---- INSERT --- charge --- confirm ----|
 *     idle     POST /orders |- INSERT -|
 */
export function idlenessOf(id: string, { mix, before, after }: Comparison): Idleness | undefined {
  const operation = after.operations.get(id);
  const was = mix.pairs.flatMap(pair => worksOf(id, pair.baseline));
  const is = mix.pairs.flatMap(pair => worksOf(id, pair.degraded));
  if (!operation || was.length === 0 || is.length === 0) return undefined;
  const usual = usualCallees(was);
  const known = new Set(was.flatMap(({ callees }) => [...callees]));
  const fewest = quantile(
    was.map(({ calls }) => calls),
    0.05,
  );
  const isIdle = ({ request, calls, callees }: Work) =>
    calls < fewest &&
    usual.some(callee => !callees.has(callee)) &&
    [...callees].every(callee => known.has(callee)) &&
    !hasFailed(request);
  const idle = is.filter(isIdle);
  const missing = usual.filter(callee => idle.filter(work => !work.callees.has(callee)).length > idle.length / 2);
  // Now this call is missing and now that one: spans are lost, or requests differ. No time can be said to be spared.
  if (missing.length === 0) return undefined;
  const missingNano = missing.reduce((sum, callee) => sum + (before.operations.get(callee)?.durationNano ?? 0), 0);
  const perRequest = (before.operations.get(id)?.count ?? 0) || 1;
  const [usualNano, idleNano] = [meanDuration(was), meanDuration(idle)];
  if (usualNano - idleNano < (thresholds.vanished.timePart * missingNano) / perRequest) return undefined;
  return {
    operation,
    missing: missing.map(callee => before.operations.get(callee)?.operation ?? ''),
    before: { idle: was.filter(isIdle).length, all: was.length },
    after: { idle: idle.length, all: is.length },
    idleRequests: idle.map(({ request }) => request),
    idleMs: idleNano / 1e6,
    usualMs: usualNano / 1e6,
  };
}

function worksOf(id: string, requests: EndpointPair['baseline']): Work[] {
  return requests.flatMap(request => {
    const facts = request.operations.get(id);
    if (!facts || facts.count === 0) return [];
    const calls = [...request.calls.values()].filter(({ caller }) => caller === id);
    const made = calls.reduce((sum, { count }) => sum + count, 0);
    const callees = new Set(calls.map(({ callee }) => callee));
    return [{ request, calls: made / facts.count, callees, durationNano: facts.durationNano / facts.count }];
  });
}

function usualCallees(works: readonly Work[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { callees } of works) for (const callee of callees) counts.set(callee, (counts.get(callee) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= thresholds.vanished.usual * works.length).map(([callee]) => callee);
}

function hasFailed({ failed, operations }: RequestFacts): boolean {
  return failed || operations.values().some(({ failures }) => failures > 0);
}

function meanDuration(works: readonly Work[]): number {
  return mean(works.map(({ durationNano }) => durationNano));
}
