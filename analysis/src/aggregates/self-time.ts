import { childrenOf, type Span, type Trace } from '../model/index.ts';

/**
 * The time of a span in which none of its children was running, whether or not anybody waited for it.
 *
 *     span     |--------------------|
 *     child      |-----|
 *     child         |-----|     |-----|
 *     self     ##         ######            children overlap and may outlive their parent
 */
export function selfNano(trace: Trace, position: number): number {
  const { startNano, endNano } = trace.spans[position] as Span;
  let self = Math.max(endNano - startNano, 0);
  let coveredToNano = startNano;
  // Children come in the order of their start.
  for (const child of childrenOf(trace.tree, position)) {
    const span = trace.spans[child] as Span;
    const from = Math.max(span.startNano, coveredToNano);
    const to = Math.min(span.endNano, endNano);
    if (to <= from) continue;
    self -= to - from;
    coveredToNano = to;
  }
  return self;
}
