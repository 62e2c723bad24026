import type { KeyDifference, PathKey } from '../compare/index.ts';
import { type Comparison, perCallMs } from './comparison.ts';
import { thresholds } from './thresholds.ts';

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
  const pairs = new Map<string, { caller: string; callee: string; changes: KeyDifference[] }>();
  for (const change of comparison.difference.keys) {
    const key: PathKey = comparison.keyOf(change);
    if (key.class !== edge) continue;
    const id = `${key.service}\u0000${key.peer}`;
    const known = pairs.get(id) ?? { caller: key.service, callee: key.peer, changes: [] };
    known.changes.push(change);
    pairs.set(id, known);
  }
  return [...pairs.values()].map(({ caller, callee, changes }) => ({ caller, callee, grew: hasGrown(changes) }));
}

function hasGrown(changes: readonly KeyDifference[]): boolean {
  const sum = (read: (change: KeyDifference) => number) => changes.reduce((total, change) => total + read(change), 0);
  const combined = {
    ...(changes[0] as KeyDifference),
    baselineNano: sum(change => change.baselineNano),
    degradedNano: sum(change => change.degradedNano),
    baselineCalls: sum(change => change.baselineCalls),
    degradedCalls: sum(change => change.degradedCalls),
  };
  const { before, after } = perCallMs(combined);
  return after >= before * thresholds.edges.growth && after - before >= thresholds.edges.leastMs;
}
