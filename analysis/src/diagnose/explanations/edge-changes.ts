import type { KeyDifference, PathKey } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import type { Totals } from '../totals.ts';

export interface EdgeChange {
  readonly caller: string;
  readonly callee: string;
  readonly grew: boolean;
}

/**
 * Every edge of one class between two services, and whether its time per call grew.
 *
 *     caller's client  |------------------------|
 *     callee's server        |-----------|
 *                       pre  |           |  post
 */
export function edgeChanges(comparison: Comparison, edge: 'edge-pre' | 'edge-post'): readonly EdgeChange[] {
  const pairs = new Map<string, { caller: string; callee: string; keys: EdgeKey[] }>();
  for (const change of comparison.difference.keys) {
    const key: PathKey = comparison.keyOf(change);
    if (key.class !== edge) continue;
    const id = `${key.service}\u0000${key.peer}`;
    const known = pairs.get(id) ?? { caller: key.service, callee: key.peer, keys: [] };
    known.keys.push({ ...change, operationId: key.operationId });
    pairs.set(id, known);
  }
  return [...pairs.values()].map(({ caller, callee, keys }) => ({ caller, callee, grew: hasGrown(keys, comparison) }));
}

interface EdgeKey extends KeyDifference {
  /** The caller's client operation. */
  readonly operationId: string;
}

// Per call, whether or not it spent time on this side: where two clocks differ by more than the way takes, a call spends all
// of it on one side, and a slower way makes the other side come up rather than this one longer.
function hasGrown(keys: readonly EdgeKey[], { before, after }: Comparison): boolean {
  const sum = (read: (key: EdgeKey) => number) => keys.reduce((total, key) => total + read(key), 0);
  const countIn = ({ operations }: Totals) => sum(({ operationId }) => operations.get(operationId)?.count ?? 0);
  const [callsBefore, callsAfter] = [countIn(before), countIn(after)];
  if (callsAfter === 0) return false;
  const afterMs = sum(key => key.degradedNano) / callsAfter / 1e6;
  const beforeMs = callsBefore === 0 ? afterMs : sum(key => key.baselineNano) / callsBefore / 1e6;
  return afterMs >= beforeMs * thresholds.edges.growth && afterMs - beforeMs >= thresholds.edges.leastMs;
}
