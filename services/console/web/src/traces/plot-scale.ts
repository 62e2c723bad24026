/** Where a value lies between the ends of an axis, 0 to 1. */
export type Scale = (value: number) => number;

export interface Axis {
  readonly scale: Scale;
  /** Round values to write beside it. */
  readonly marks: readonly number[];
}

/** Durations differ by orders of magnitude, so that each step is ten times the one before. */
export function logarithmic(values: readonly number[]): Axis {
  const positive = values.filter(value => value > 0);
  const least = Math.log10(positive.length > 0 ? Math.min(...positive) : 1);
  const most = Math.log10(positive.length > 0 ? Math.max(...positive) : 1);
  const [from, to] = [least - 0.1, Math.max(most, least + 0.3) + 0.1];
  const marks: number[] = [];
  for (let power = Math.floor(from); power <= Math.ceil(to); power += 1) {
    // In a narrow range, two marks between the powers of ten.
    for (const factor of to - from < 1.5 ? [1, 2, 5] : [1]) marks.push(factor * 10 ** power);
  }
  const scale: Scale = value => (value > 0 ? (Math.log10(value) - from) / (to - from) : 0);
  return { scale, marks: marks.filter(mark => scale(mark) >= 0 && scale(mark) <= 1) };
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400].map(
  s => s * 1_000,
);

const dayMs = 86_400_000;

/** Points in time, with marks at round ones: beyond a day, at whole days. */
export function linearInTime(unixMs: readonly number[], mostMarks: number): Axis {
  const [first, last] = [Math.min(...unixMs), Math.max(...unixMs)];
  const margin = Math.max((last - first) * 0.02, 500);
  const [from, to] = [first - margin, last + margin];
  // So many steps have one mark more, at both ends.
  const least = (to - from) / mostMarks;
  const step = steps.find(each => each > least) ?? (Math.floor(least / dayMs) + 1) * dayMs;
  const marks: number[] = [];
  for (let mark = Math.ceil(from / step) * step; mark <= to; mark += step) marks.push(mark);
  return { scale: value => (value - from) / (to - from), marks };
}
