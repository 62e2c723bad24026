import type { Comparison } from '../comparison.ts';
import { addTime, growsPerCall, noTime, type WayTime } from './way-growth.ts';

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
  const edges = new Map<string, { readonly caller: string; readonly callee: string; readonly time: WayTime }>();
  for (const change of comparison.difference.keys) {
    const key = comparison.keyOf(change);
    if (key.class !== edge) continue;
    const id = `${key.service}\u0000${key.peer}`;
    const known = edges.get(id) ?? { caller: key.service, callee: key.peer, time: noTime() };
    edges.set(id, known);
    addTime(known.time, key, change);
  }
  return [...edges.values()].map(({ caller, callee, time }) => {
    return { caller, callee, grew: growsPerCall(time, comparison) };
  });
}
