import { isHandedOver, mainRoot, type Span, type Trace } from '../model/index.ts';

export interface UnitOfWork {
  readonly root: number;
  /** When the work was handed over: the end of the producer's span for a message, otherwise the root's start. */
  readonly handedOverNano: number;
  /** Everything below the root, itself included, up to messages that start units of their own. */
  readonly positions: readonly number[];
}

/**
 * Cuts a trace where work is handed over, mostly by messages: nobody waits for a consumer, so it is a request of its own.
 *
 *     A server     |--------------------|             unit 1: A, P
 *     P producer        |--|
 *     C consumer            ......|---------|         unit 2: C, D, with the time in the queue in front
 *     D client                       |---|
 */
export function unitsOfWork(trace: Trace): readonly UnitOfWork[] {
  const root = mainRoot(trace);
  if (root === undefined) return [];
  const units: UnitOfWork[] = [];
  const roots = [root];
  for (let next = roots.pop(); next !== undefined; next = roots.pop()) {
    const span = trace.spans[next] as Span;
    const parent = trace.spans[trace.tree.parents[next] as number];
    const isMessage = next !== root && span.followsFrom !== true;
    const handedOverNano = Math.min(isMessage ? (parent as Span).endNano : span.startNano, span.startNano);
    units.push({ root: next, handedOverNano, positions: positionsBelow(trace, next, roots) });
  }
  return units;
}

function positionsBelow(trace: Trace, root: number, furtherRoots: number[]): readonly number[] {
  const { offsets, children } = trace.tree;
  const positions: number[] = [];
  const stack = [root];
  for (let position = stack.pop(); position !== undefined; position = stack.pop()) {
    positions.push(position);
    const parent = trace.spans[position];
    for (let i = offsets[position] as number; i < (offsets[position + 1] as number); i++) {
      const child = children[i] as number;
      if (isHandedOver(parent, trace.spans[child] as Span)) furtherRoots.push(child);
      else stack.push(child);
    }
  }
  return positions;
}
