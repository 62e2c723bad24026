import {
  type Difference,
  differenceOf,
  type KeyDifference,
  type Mix,
  mixOf,
  type PathKey,
  type Window,
} from '../compare/index.ts';
import { type Totals, totalsOf } from './totals.ts';

/** Everything that explanations look at, computed once for a pair of windows. */
export interface Comparison {
  readonly baseline: Window;
  readonly degraded: Window;
  readonly mix: Mix;
  readonly difference: Difference;
  readonly before: Totals;
  readonly after: Totals;
  keyOf(difference: KeyDifference): PathKey;
}

export function compareWindows(baseline: Window, degraded: Window): Comparison {
  const mix = mixOf(baseline, degraded);
  return {
    baseline,
    degraded,
    mix,
    difference: differenceOf(mix),
    before: totalsOf(mix, 'baseline'),
    after: totalsOf(mix, 'degraded'),
    keyOf: ({ keyId }) => (degraded.keys.get(keyId) ?? baseline.keys.get(keyId)) as PathKey,
  };
}

/** Time per call on the path, before and after, in milliseconds; a side without calls takes the other's. */
export function perCallMs(key: KeyDifference): { readonly before: number; readonly after: number } {
  const after = key.degradedCalls > 0 ? key.degradedNano / key.degradedCalls / 1e6 : undefined;
  const before = key.baselineCalls > 0 ? key.baselineNano / key.baselineCalls / 1e6 : undefined;
  return { before: before ?? after ?? 0, after: after ?? before ?? 0 };
}

/** Whether more calls, not longer ones, made most of a key's slow-down. */
export function isCountDriven(key: KeyDifference, part: number): boolean {
  return key.deltaNano > 0 && key.byCountNano + Math.max(key.byBothNano, 0) / 2 >= part * key.deltaNano;
}
