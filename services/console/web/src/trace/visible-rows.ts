import type { TraceView } from './trace-view.ts';

export interface RowChoice {
  /** Positions of spans whose children are hidden. */
  readonly collapsed: ReadonlySet<number>;
  readonly showFolded: boolean;
}

/** Positions of the spans that are to be seen, in order. */
export function visibleRows(view: Pick<TraceView, 'order' | 'below' | 'isFoldable'>, choice: RowChoice): Int32Array {
  const { order, below, isFoldable } = view;
  const rows = new Int32Array(order.length);
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const position = order[i] as number;
    if (isFoldable[position] && !choice.showFolded) continue;
    rows[count++] = position;
    if (choice.collapsed.has(position)) i += below[position] as number;
  }
  return rows.subarray(0, count);
}

/** Whether there is anything to collapse: a span all of whose children are folded looks like one without. */
export function hasVisibleBelow(
  view: Pick<TraceView, 'trace' | 'isFoldable'>,
  position: number,
  showFolded: boolean,
): boolean {
  const { offsets, children } = view.trace.tree;
  for (let i = offsets[position] as number; i < (offsets[position + 1] as number); i++) {
    if (showFolded || !view.isFoldable[children[i] as number]) return true;
  }
  return false;
}
