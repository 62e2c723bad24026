import { childrenOf, type Trace } from '../model/index.ts';

/** The first server span below a client span, or -1. */
export function serverChild(trace: Trace, position: number): number {
  for (const child of childrenOf(trace.tree, position)) if (trace.spans[child]?.kind === 'server') return child;
  return -1;
}
