import type { KeyDifference } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';

/** A way that requests or answers take, from one end to the other: a service, or a peer that is not traced. */
export interface Way {
  readonly from: string;
  readonly to: string;
  /** Whether a call spends clearly longer on it. */
  readonly grew: boolean;
  /** Per request. */
  readonly grewNano: number;
  /** False for a call whose other end has no spans: both of its ways and the peer's work are one there. */
  readonly isSeen: boolean;
}

const known = new WeakMap<Comparison, readonly Way[]>();

/**
 * All ways between services, and those to databases and other peers, each of the latter there and back.
 *
 *     client  |------------------------|
 *     server        |-----------|
 *              ---->               <----        from the caller to the callee, and from the callee to the caller
 */
export function waysOf(comparison: Comparison): readonly Way[] {
  const ways = known.get(comparison) ?? addUp(comparison);
  known.set(comparison, ways);
  return ways;
}

interface Sum {
  readonly from: string;
  readonly to: string;
  readonly isSeen: boolean;
  readonly operationIds: Set<string>;
  beforeNano: number;
  afterNano: number;
}

function addUp(comparison: Comparison): readonly Way[] {
  const sums = new Map<string, Sum>();
  for (const change of comparison.difference.keys) {
    const { class: kind, service, peer, operationId } = comparison.keyOf(change);
    const add = (from: string, to: string, isSeen: boolean, part: number) => {
      const id = `${from}\u0000${to}\u0000${isSeen}`;
      const sum = sums.get(id) ?? { from, to, isSeen, operationIds: new Set(), beforeNano: 0, afterNano: 0 };
      sums.set(id, sum);
      addTo(sum, change, operationId, part);
    };
    if (kind === 'edge-pre') add(service, peer, true, 1);
    if (kind === 'edge-post') add(peer, service, true, 1);
    if (kind !== 'db' && kind !== 'external') continue;
    add(service, peer, false, 0.5);
    add(peer, service, false, 0.5);
  }
  return [...sums.values()].map(sum => wayOf(sum, comparison));
}

function addTo(sum: Sum, change: KeyDifference, operationId: string, part: number): void {
  sum.operationIds.add(operationId);
  sum.beforeNano += part * change.baselineNano;
  sum.afterNano += part * change.degradedNano;
}

// Per call, whether or not it spent time on this side: where two clocks differ by more than the way takes, a call spends all
// of it on one side, and a slower way makes the other side come up rather than this one longer.
function wayOf({ from, to, isSeen, operationIds, beforeNano, afterNano }: Sum, { before, after }: Comparison): Way {
  const callsIn = (operations: Comparison['after']['operations']) =>
    [...operationIds].reduce((calls, id) => calls + (operations.get(id)?.count ?? 0), 0);
  const [callsBefore, callsAfter] = [callsIn(before.operations), callsIn(after.operations)];
  const { growth, leastMs } = thresholds.edges;
  const afterMs = callsAfter === 0 ? 0 : afterNano / callsAfter / 1e6;
  const beforeMs = callsBefore === 0 ? afterMs : beforeNano / callsBefore / 1e6;
  const grew = afterMs >= beforeMs * growth && afterMs - beforeMs >= leastMs;
  return { from, to, isSeen, grew, grewNano: afterNano - beforeNano };
}
