import type { Window } from '@spanshop/analysis/compare';
import { quantile } from '@spanshop/analysis/statistics';
import type { Ranker } from './ranker.ts';

/** The simple rule: whichever service's operation answers most slowly now, by the growth of its 90th percentile. */
export const largestGrowth: Ranker = {
  name: 'largest growth of a p90',
  rank(baseline, degraded) {
    const before = answersOf(baseline);
    return [...answersOf(degraded)]
      .map(([id, { service, operation, durationsMs }]) => {
        const earlier = before.get(id)?.durationsMs ?? [];
        const growthMs = quantile(durationsMs, 0.9) - (earlier.length > 0 ? quantile(earlier, 0.9) : 0);
        return { service, operation, kind: 'self-time', growthMs };
      })
      .sort((a, b) => b.growthMs - a.growthMs);
  },
};

interface Answers {
  readonly service: string;
  readonly operation: string;
  readonly durationsMs: number[];
}

/** How long each server operation took, per request that it was called in. */
function answersOf({ requests }: Window): ReadonlyMap<string, Answers> {
  const all = new Map<string, Answers>();
  for (const { operations } of requests) {
    for (const { id, kind, service, operation, durationNano, count } of operations.values()) {
      if (kind !== 'server') continue;
      const answers = all.get(id) ?? { service, operation, durationsMs: [] };
      answers.durationsMs.push(durationNano / count / 1e6);
      all.set(id, answers);
    }
  }
  return all;
}
