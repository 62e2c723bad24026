import type { ClassedSection } from '@spanshop/analysis/critical-path';
import { type Cause, causeOf } from './path-parts.ts';
import { shareAt, type TimeRange } from './time-range.ts';

/** A stretch of a bar, 0 to 1 of the time that is looked at. */
export interface Mark {
  readonly left: number;
  readonly right: number;
  readonly cause: Cause;
}

/** What is narrower, some two pixels, cannot be told from what is beside it. */
const leastShare = 0.002;

/**
 * Where a bar is marked as waited for, by its sections in order of time. Sections that cannot be told apart are one mark, in
 * the colour of the longest: a span that makes 5,000 calls one after the other has as many sections between them.
 *
 *     sections   |-|--|  |-| |||  |--------|
 *     marks      |-|--|  |-----|  |--------|
 */
export function pathMarks(sections: readonly ClassedSection[], range: TimeRange): readonly Mark[] {
  const marks: Mark[] = [];
  let longest = 0;
  for (const section of sections) {
    const [start, end] = [shareAt(range, section.startNano), shareAt(range, section.endNano)];
    if (start > 1 || end < 0) continue;
    const mark = { left: Math.max(start, 0), right: Math.min(end, 1), cause: causeOf(section.class) };
    const length = mark.right - mark.left;
    const before = marks.at(-1);
    if (!before || mark.right - before.left > leastShare) {
      marks.push(mark);
      longest = length;
      continue;
    }
    marks[marks.length - 1] = { ...before, right: mark.right, ...(length > longest && { cause: mark.cause }) };
    longest = Math.max(longest, length);
  }
  return marks;
}

/** Where events stand on a bar, 0 to 1; those at one place once. */
export function eventMarks(events: readonly { readonly timeNano: number }[], range: TimeRange): readonly number[] {
  const places = new Map<number, number>();
  for (const { timeNano } of events) {
    const share = shareAt(range, timeNano);
    const place = Math.floor(share / leastShare);
    if (share >= 0 && share <= 1 && !places.has(place)) places.set(place, share);
  }
  return [...places.values()];
}
