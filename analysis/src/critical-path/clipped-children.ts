import { compareText, isHandedOver, type Span, type Trace } from '../model/index.ts';

const few = 12;

/**
 * The children of a span that cover some of the open interval (lo, hi), by their clipped end, the latest first; ties by
 * earlier clipped start, then span id.
 *
 *     lo |------------------| hi
 *          |----------------|---|     its end counts as hi
 *     --|                             dropped: covers nothing
 *
 * Work that the span handed over without waiting for it is left out, and so is `root` (on a circle of parents it would come
 * round again). O(k log k) for k children.
 */
export function clippedChildren(
  trace: Trace,
  position: number,
  loNano: number,
  hiNano: number,
  root: number,
): readonly number[] {
  const { offsets, children } = trace.tree;
  const from = offsets[position] as number;
  const to = offsets[position + 1] as number;
  const parent = trace.spans[position];
  const kept: number[] = [];
  for (let i = from; i < to; i++) {
    const child = children[i] as number;
    const span = trace.spans[child] as Span;
    const covers = Math.max(span.startNano, loNano) < Math.min(span.endNano, hiNano);
    if (covers && child !== root && !isHandedOver(parent, span)) kept.push(child);
  }

  const compare = (one: number, other: number): number => {
    const a = trace.spans[one] as Span;
    const b = trace.spans[other] as Span;
    return (
      Math.min(b.endNano, hiNano) - Math.min(a.endNano, hiNano) ||
      Math.max(a.startNano, loNano) - Math.max(b.startNano, loNano) ||
      compareText(a.spanId, b.spanId)
    );
  };
  return kept.length <= few ? insertionSort(kept, compare) : kept.sort(compare);
}

// For a handful of children this is several times faster than the built-in sort, and most spans have a handful.
function insertionSort(values: number[], compare: (a: number, b: number) => number): number[] {
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    let slot = i;
    while (slot > 0 && compare(values[slot - 1] as number, value) > 0) {
      values[slot] = values[slot - 1] as number;
      slot -= 1;
    }
    values[slot] = value;
  }
  return values;
}
