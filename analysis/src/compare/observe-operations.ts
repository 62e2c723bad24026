import { classOf } from '../critical-path/index.ts';
import {
  childrenOf,
  firstNumber,
  firstText,
  isElsewhere,
  names,
  processLoadOf,
  type Span,
  type Trace,
} from '../model/index.ts';
import { isTimeout, originatesFailure } from './failures.ts';
import { locksRows } from './observe-row-locks.ts';
import { joinId } from './path-key.ts';
import type { CallFacts, OperationFacts } from './request-facts.ts';
import type { SpanNames } from './span-names.ts';

export interface ObservedOperations {
  readonly operations: ReadonlyMap<string, OperationFacts>;
  readonly calls: ReadonlyMap<string, CallFacts>;
}

const deadlockCodes: ReadonlySet<string> = new Set(['40P01', '1213', 'ORA-00060', '1205']);

/** Sums over the spans at `positions` by operation, and who called whom how often. */
export function observeOperations(
  trace: Trace,
  positions: readonly number[],
  namesAt: (position: number) => SpanNames,
  entryAt: (position: number) => string,
): ObservedOperations {
  const operations = new Map<string, OperationFacts>();
  const calls = new Map<string, CallFacts>();
  for (const position of positions) {
    const span = trace.spans[position] as Span;
    const { id, operation, peer } = namesAt(position);
    let facts = operations.get(id);
    if (!facts) {
      facts = emptyFacts(id, span, operation, peer, entryAt(position));
      operations.set(id, facts);
    }
    addSpan(facts, trace, position, span);
    if (facts.isQuery && locksRows(span, operation)) facts.locking += 1;
    addChildren(facts, trace, position, namesAt, operations, entryAt);

    const parent = trace.tree.parents[position] as number;
    if (parent < 0) continue;
    const caller = namesAt(parent).id;
    const callId = joinId(caller, id);
    const call = calls.get(callId);
    if (call) call.count += 1;
    else calls.set(callId, { caller, callee: id, count: 1 });
  }
  return { operations, calls };
}

function addSpan(facts: OperationFacts, trace: Trace, position: number, span: Span): void {
  const { attributes } = span;
  facts.count += 1;
  facts.durationNano += Math.max(span.endNano - span.startNano, 0);
  if (span.status === 'error') {
    facts.failures += 1;
    if (originatesFailure(trace, position)) facts.originalFailures += 1;
    if (isTimeout(span)) facts.timeouts += 1;
    const code = firstText(attributes, names.queryStatus);
    if (code !== undefined && deadlockCodes.has(code)) facts.deadlocks += 1;
  }
  if ((firstNumber(attributes, names.httpResend) ?? 0) > 0) facts.retries += 1;
  facts.bytes += (firstNumber(attributes, names.requestSize) ?? 0) + (firstNumber(attributes, names.responseSize) ?? 0);
  facts.rows += firstNumber(attributes, names.returnedRows) ?? 0;

  const load = processLoadOf(span);
  if (!load) return;
  facts.measured += 1;
  facts.loopDelayMs += load.loopDelayMs ?? 0;
  facts.cpuMs += load.cpuMs ?? 0;
  facts.gcMs += load.gcMs ?? 0;
}

/**
 * What a span calls (its CLIENT children, or SERVER spans elsewhere, in order of start): how long in sum, how long at least one was running, and
 * which were made again after one to the same callee had failed.
 *
 *     call 1  |-----|           sum    12
 *     call 2     |------|       union  10
 *             |.........|
 */
function addChildren(
  facts: OperationFacts,
  trace: Trace,
  position: number,
  namesAt: (position: number) => SpanNames,
  operations: Map<string, OperationFacts>,
  entryAt: (position: number) => string,
): void {
  let coveredToNano = Number.NEGATIVE_INFINITY;
  const failedAtNano = new Map<string, number>();
  for (const child of childrenOf(trace.tree, position)) {
    const span = trace.spans[child] as Span;
    if (!isCall(trace.spans[position] as Span, span)) continue;
    const { startNano, endNano } = span;
    facts.childCalls += 1;
    facts.childSumNano += Math.max(endNano - startNano, 0);
    facts.childUnionNano += Math.max(endNano - Math.max(startNano, coveredToNano), 0);
    coveredToNano = Math.max(coveredToNano, endNano);

    const { id, operation, peer } = namesAt(child);
    const failedAt = failedAtNano.get(id);
    if (
      failedAt !== undefined &&
      failedAt <= startNano &&
      !((firstNumber(span.attributes, names.httpResend) ?? 0) > 0)
    ) {
      const callee = operations.get(id) ?? emptyFacts(id, span, operation, peer, entryAt(child));
      callee.retries += 1;
      operations.set(id, callee);
    }
    if (span.status === 'error') failedAtNano.set(id, Math.min(failedAt ?? endNano, endNano));
  }
}

function isCall(parent: Span, child: Span): boolean {
  return child.kind === 'client' || (child.kind === 'server' && parent.kind !== 'client' && isElsewhere(parent, child));
}

function emptyFacts(id: string, span: Span, operation: string, peer: string, entry: string): OperationFacts {
  const sums = { count: 0, durationNano: 0, failures: 0, originalFailures: 0, timeouts: 0, retries: 0, deadlocks: 0 };
  const measures = { measured: 0, loopDelayMs: 0, cpuMs: 0, gcMs: 0, bytes: 0, rows: 0, locking: 0 };
  const children = { childCalls: 0, childSumNano: 0, childUnionNano: 0 };
  const kind = classOf(span);
  const is = { isQuery: kind === 'db', isPoolWait: kind === 'pool-wait', isLockWait: kind === 'lock-wait' };
  return {
    id,
    service: span.service,
    kind: span.kind,
    operation,
    peer,
    entry,
    ...is,
    ...sums,
    ...measures,
    ...children,
  };
}
