import type { Window } from '@spanshop/analysis/compare';
import type { Verdict } from '@spanshop/labs/experiment';

/** A method: whom two windows speak against, the weightiest first. It sees nothing but the traces. */
export interface Ranker {
  readonly name: string;
  rank(baseline: Window, degraded: Window): readonly Verdict[];
}
