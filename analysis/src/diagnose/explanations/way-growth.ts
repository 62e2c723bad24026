import type { KeyDifference, PathKey } from '../../compare/index.ts';
import type { Comparison } from '../comparison.ts';
import { thresholds } from '../thresholds.ts';
import type { Totals } from '../totals.ts';

/** Time of one way, and the operations whose spans it belongs to. Nanoseconds per request. */
export interface WayTime {
  readonly operationIds: Set<string>;
  beforeNano: number;
  afterNano: number;
}

export function noTime(): WayTime {
  return { operationIds: new Set(), beforeNano: 0, afterNano: 0 };
}

/** @param part of the key's time that was spent on this way, 0 to 1; all of it by default */
export function addTime(time: WayTime, { operationId }: PathKey, change: KeyDifference, part = 1): void {
  time.operationIds.add(operationId);
  time.beforeNano += part * change.baselineNano;
  time.afterNano += part * change.degradedNano;
}

/**
 * Whether a call spends clearly longer on a way, whether or not it spent time on this side: where two clocks differ by more than
 * the way takes, a call spends all of it on one side, and a slower way makes the other side come up rather than this one longer.
 * An operation that goes several ways to the same place is counted once: its spans are what the time is shared out over.
 */
export function growsPerCall({ operationIds, beforeNano, afterNano }: WayTime, { before, after }: Comparison): boolean {
  const callsIn = ({ operations }: Totals) =>
    [...operationIds].reduce((calls, id) => calls + (operations.get(id)?.count ?? 0), 0);
  const [callsBefore, callsAfter] = [callsIn(before), callsIn(after)];
  if (callsAfter === 0) return false;
  const afterMs = afterNano / callsAfter / 1e6;
  const beforeMs = callsBefore === 0 ? afterMs : beforeNano / callsBefore / 1e6;
  return afterMs >= beforeMs * thresholds.edges.growth && afterMs - beforeMs >= thresholds.edges.leastMs;
}
