import type { RequestFacts } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';

export interface LockHolder {
  /** Empty when no span says who it was. */
  readonly operation: string;
  /** How much longer others waited while it held the lock, milliseconds per request. */
  readonly grewMs: number;
}

/** Who held a lock while others waited, an unknown holder included, by how much those waits grew; the largest first. */
export function lockHolders(comparison: Comparison, service: string, lock: string): readonly LockHolder[] {
  const grew = new Map<string, number>();
  const add = (requests: readonly RequestFacts[], factor: number) => {
    for (const { resources } of requests) {
      for (const { kind, service: waiter, name, holder, waitNano } of resources.values()) {
        if (kind !== 'lock' || waiter !== service || name !== lock) continue;
        grew.set(holder, (grew.get(holder) ?? 0) + factor * waitNano);
      }
    }
  };
  for (const { weight, baseline, degraded } of comparison.mix.pairs) {
    add(degraded, weight / degraded.length);
    add(baseline, -weight / baseline.length);
  }
  return [...grew]
    .map(([operation, nano]) => ({ operation, grewMs: nano / 1e6 }))
    .filter(holder => holder.grewMs > 0)
    .sort((a, b) => b.grewMs - a.grewMs || (a.operation < b.operation ? -1 : 1));
}
