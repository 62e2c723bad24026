import { childrenOf, type Trace } from '@spanshop/analysis/model';

/** The spans as they stand below each other, each below its parent, siblings by their start. */
export interface DepthFirst {
  /** Positions in `trace.spans`, in order. */
  readonly order: Int32Array;
  /** By position: how far it is from the top. */
  readonly depths: Int32Array;
  /** By position: how many spans are below it, all generations. */
  readonly below: Int32Array;
}

/** No recursion, since traces may be nested deeply. Spans on a circle of parents, which nothing leads to, come last. */
export function depthFirst(trace: Trace): DepthFirst {
  const count = trace.spans.length;
  const order = new Int32Array(count);
  const depths = new Int32Array(count).fill(-1);
  const below = new Int32Array(count);
  let placed = 0;
  const walk = (top: number) => {
    const stack = [top];
    depths[top] = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      order[placed++] = at;
      for (const child of childrenOf(trace.tree, at).toReversed()) {
        if (depths[child] !== -1) continue;
        depths[child] = (depths[at] as number) + 1;
        stack.push(child);
      }
    }
  };
  for (let i = 0; i < count; i++) if (trace.tree.parents[i] === -1) walk(i);
  for (let i = 0; i < count; i++) if (depths[i] === -1) walk(i);

  // Children stand after their parents, so that counted from the end each is complete before it is added.
  for (let i = count - 1; i >= 0; i--) {
    const at = order[i] as number;
    const parent = trace.tree.parents[at] as number;
    const isBelow = parent >= 0 && (depths[at] as number) > 0;
    if (isBelow) below[parent] = (below[parent] as number) + (below[at] as number) + 1;
  }
  return { order, depths, below };
}
