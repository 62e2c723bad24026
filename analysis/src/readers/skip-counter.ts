/** What a reader left out and why: one sentence per reason, how often, and one example to look for. */
export interface Skipped {
  readonly reason: string;
  readonly count: number;
  readonly example: string;
}

const longestExample = 120;

/** Counts by reason, keeping one example each. Memory is bounded by the number of reasons. */
export interface SkipCounter {
  add(reason: string, example: string, times?: number): void;
  list(): readonly Skipped[];
}

export function createSkipCounter(): SkipCounter {
  const counts = new Map<string, { count: number; example: string }>();
  return {
    add(reason, example, times = 1) {
      const known = counts.get(reason);
      if (known) known.count += times;
      else counts.set(reason, { count: times, example: example.slice(0, longestExample) });
    },
    list() {
      return [...counts].map(([reason, { count, example }]) => ({ reason, count, example }));
    },
  };
}
