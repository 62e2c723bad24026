/**
 * Looks for the highest rate at which the objectives are met, by halving the (logarithmic) distance between a rate that
 * was good and one that was not:
 *
 *     good                        bad
 *      |------------?--------------|      probe in the middle
 *      good         |------?-------|      it was good: go on above it
 */
export interface KneeSearch {
  /** The rate to try next; undefined when it is known well enough. */
  next(): number | undefined;
  add(rate: number, met: boolean): void;
  /** Between the highest good rate and the lowest bad one; undefined while one of them is missing. */
  knee(): number | undefined;
}

export interface KneeSearchOptions {
  /** The first rate that is tried. */
  start: number;
  /** Nothing above this is tried. */
  highest: number;
  /** Good and bad rates that lie no further apart than this factor are close enough. */
  closeEnough?: number;
  mostProbes?: number;
}

/** While only one side is known, the next rate is so many times as high or as low. */
const stride = 1.35;

export function createKneeSearch(options: KneeSearchOptions): KneeSearch {
  const { start, highest, closeEnough = 1.07, mostProbes = 7 } = options;
  let good: number | undefined;
  let bad: number | undefined;
  let probes = 0;
  return {
    next() {
      if (probes >= mostProbes || (good && bad && bad / good <= closeEnough)) return undefined;
      if (good && bad) return Math.sqrt(good * bad);
      if (bad) return bad / stride;
      if (good) return good >= highest ? undefined : Math.min(good * stride, highest);
      return Math.min(start, highest);
    },
    add(rate, met) {
      probes += 1;
      // Near the knee chance decides: a good rate above a bad one, or the other way, moves that one out of the way.
      if (met) {
        good = Math.max(good ?? 0, rate);
        if (bad !== undefined && bad <= good) bad = undefined;
      } else {
        bad = Math.min(bad ?? Number.POSITIVE_INFINITY, rate);
        if (good !== undefined && good >= bad) good = undefined;
      }
    },
    knee: () => (good && bad ? Math.sqrt(good * bad) : undefined),
  };
}
