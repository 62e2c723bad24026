import type { Comparison } from '../comparison.ts';
import { addTime, growsPerCall, noTime, type WayTime } from './way-growth.ts';

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

interface Sum extends Omit<Way, 'grew' | 'grewNano'> {
  readonly time: WayTime;
}

function addUp(comparison: Comparison): readonly Way[] {
  const sums = new Map<string, Sum>();
  for (const change of comparison.difference.keys) {
    const key = comparison.keyOf(change);
    const { class: kind, service, peer } = key;
    const add = (from: string, to: string, isSeen: boolean, part: number) => {
      const id = `${from}\u0000${to}\u0000${isSeen}`;
      const sum = sums.get(id) ?? { from, to, isSeen, time: noTime() };
      sums.set(id, sum);
      addTime(sum.time, key, change, part);
    };
    if (kind === 'edge-pre') add(service, peer, true, 1);
    if (kind === 'edge-post') add(peer, service, true, 1);
    if (kind !== 'db' && kind !== 'external') continue;
    add(service, peer, false, 0.5);
    add(peer, service, false, 0.5);
  }
  return [...sums.values()].map(({ time, ...ends }) => {
    return { ...ends, grew: growsPerCall(time, comparison), grewNano: time.afterNano - time.beforeNano };
  });
}
