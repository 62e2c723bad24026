import type { Span } from './span.ts';

/**
 * Parents and children by position in `Trace.spans`, packed into three integer arrays.
 *
 *     spans      0:A  1:B<A  2:C<A  3:D<B
 *     parents    -1   0      0      1
 *     offsets    0    2      3      3   3     the children of span i are children[offsets[i]] .. children[offsets[i+1] - 1]
 *     children   1    2      3
 */
export interface SpanTree {
  /** Position of the parent, or -1 when the span names none or it is absent from the trace. */
  readonly parents: Int32Array;
  readonly offsets: Int32Array;
  readonly children: Int32Array;
}

/** O(n). A span that names itself as its parent is its own parent here, and so unreachable from any root. */
export function buildTree(spans: readonly Span[]): SpanTree {
  const count = spans.length;
  const positions = new Map<string, number>();
  for (let i = 0; i < count; i++) positions.set((spans[i] as Span).spanId, i);

  const parents = new Int32Array(count).fill(-1);
  const offsets = new Int32Array(count + 1);
  for (let i = 0; i < count; i++) {
    const parentId = (spans[i] as Span).parentId;
    const parent = parentId === undefined ? undefined : positions.get(parentId);
    if (parent === undefined) continue;
    parents[i] = parent;
    offsets[parent + 1] = (offsets[parent + 1] as number) + 1;
  }
  for (let i = 0; i < count; i++) offsets[i + 1] = (offsets[i + 1] as number) + (offsets[i] as number);

  const children = new Int32Array(offsets[count] as number);
  const next = offsets.slice(0, count);
  for (let i = 0; i < count; i++) {
    const parent = parents[i] as number;
    if (parent < 0) continue;
    const slot = next[parent] as number;
    children[slot] = i;
    next[parent] = slot + 1;
  }
  return { parents, offsets, children };
}

/** Positions of the children of the span at `position`, in the trace's order. */
export function childrenOf(tree: SpanTree, position: number): Int32Array {
  return tree.children.subarray(tree.offsets[position], tree.offsets[position + 1]);
}
