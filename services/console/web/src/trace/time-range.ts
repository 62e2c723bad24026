import { rootOf, type TraceView } from './trace-view.ts';

/** A stretch of the trace's time, in nanoseconds on its clock. */
export interface TimeRange {
  readonly fromNano: number;
  readonly toNano: number;
}

/** Nothing is measured finer. */
const leastNano = 1_000;

export function wholeRange({ fromNano, toNano }: TimeRange): TimeRange {
  return { fromNano, toNano: Math.max(toNano, fromNano + leastNano) };
}

/** What whoever sent the request waited for; what goes on afterwards may last a thousand times longer. */
export function requestRange(view: TraceView): TimeRange {
  const { startNano, endNano } = rootOf(view);
  return wholeRange({ fromNano: startNano, toNano: endNano });
}

/** Whether so much happens outside of the request that it would be a sliver in the whole. */
export function outlastsRequest(view: TraceView): boolean {
  const request = requestRange(view);
  return lengthOf(wholeRange(view)) > 1.25 * lengthOf(request);
}

export function lengthOf({ fromNano, toNano }: TimeRange): number {
  return toNano - fromNano;
}

/** Where a time lies in the range: 0 to 1 within, beyond that outside. */
export function shareAt({ fromNano, toNano }: TimeRange, nano: number): number {
  return (nano - fromNano) / (toNano - fromNano);
}

/** The part between two shares, whichever comes first, within bounds. */
export function between(range: TimeRange, bounds: TimeRange, a: number, b: number): TimeRange {
  const at = (share: number) => range.fromNano + share * lengthOf(range);
  return within(bounds, at(Math.min(a, b)), at(Math.max(a, b)));
}

/** Closer (a factor below 1) or farther around the middle, or along by a share of its length. */
export function moved(range: TimeRange, bounds: TimeRange, { factor = 1, by = 0 }): TimeRange {
  const half = (lengthOf(range) * factor) / 2;
  const middle = (range.fromNano + range.toNano) / 2 + by * lengthOf(range);
  const held = Math.min(
    Math.max(middle, bounds.fromNano + half),
    Math.max(bounds.toNano - half, bounds.fromNano + half),
  );
  return within(bounds, held - half, held + half);
}

function within(bounds: TimeRange, fromNano: number, toNano: number): TimeRange {
  const from = Math.max(fromNano, bounds.fromNano);
  return wholeRange({
    fromNano: Math.round(from),
    toNano: Math.round(Math.min(Math.max(toNano, from), bounds.toNano)),
  });
}

/** Round times to write above the bars, at most so many. */
export function marksOf(range: TimeRange, originNano: number, most: number): readonly number[] {
  const rough = lengthOf(range) / Math.max(most, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find(factor => factor * power >= rough) ?? 10) * power;
  const marks: number[] = [];
  const first = Math.ceil((range.fromNano - originNano) / step);
  for (let i = first; originNano + i * step <= range.toNano; i++) marks.push(originNano + i * step);
  return marks;
}
