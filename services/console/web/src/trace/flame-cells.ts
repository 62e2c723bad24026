import type { Frame } from '@spanshop/analysis/aggregates';

export interface FlameCell {
  readonly id: string;
  readonly frame: Frame;
  readonly depth: number;
  /** Parts of the whole width, 0 to 1. */
  readonly left: number;
  readonly width: number;
}

/** What is narrower cannot be seen, and what is deeper is not scrolled to. */
const leastWidth = 0.002;
const deepest = 40;

/** Where the frames stand, callees below their callers, the widest first. A frame without a name is the whole, and not drawn. */
export function flameCells(focus: Frame): readonly FlameCell[] {
  const cells: FlameCell[] = [];
  const isWhole = focus.service === '' && focus.name === '';
  const stack = [{ frame: focus, depth: isWhole ? -1 : 0, left: 0, id: '' }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { frame, depth, left, id } = next;
    const width = frame.totalNano / Math.max(focus.totalNano, 1);
    if (width < leastWidth || depth >= deepest) continue;
    if (depth >= 0) cells.push({ id, frame, depth, left, width });
    let inner = left;
    frame.children.forEach((child, index) => {
      stack.push({ frame: child, depth: depth + 1, left: inner, id: `${id}.${index}` });
      inner += child.totalNano / Math.max(focus.totalNano, 1);
    });
  }
  return cells;
}
