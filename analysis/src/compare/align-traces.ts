import { childrenOf, type Span, type Trace, topmostSpans } from '../model/index.ts';
import { spanNames } from './span-names.ts';

/** What two traces do at the same place: positions of the spans in each, undefined in the one that does not do it. */
export interface AlignedSpans {
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly depth: number;
}

/**
 * Lays two traces beside each other, parents before their children. Below the same parents, the nth span that does something
 * is taken for the nth that does it in the other trace; what has no partner stands where it began.
 *
 *     before   A( B C C )        A   A
 *     after    A( B C D )        B   B
 *                                C   C
 *                                C   -     gone
 *                                -   D     new
 *
 * Spans on a circle of parents, which nothing leads to, are left out. No recursion.
 */
export function alignTraces(before: Trace, after: Trace): readonly AlignedSpans[] {
  const aligned: AlignedSpans[] = [];
  const stack = pairsBelow(
    { trace: before, spans: topOf(before) },
    { trace: after, spans: topOf(after) },
    0,
  ).toReversed();
  for (let pair = stack.pop(); pair; pair = stack.pop()) {
    aligned.push(pair);
    const below = pairsBelow(sideBelow(before, pair.before), sideBelow(after, pair.after), pair.depth + 1);
    for (const child of below.toReversed()) stack.push(child);
  }
  return aligned;
}

interface Side {
  readonly trace: Trace;
  /** Positions of siblings, in the order of their start. */
  readonly spans: readonly number[];
}

function topOf(trace: Trace): readonly number[] {
  return topmostSpans(trace).map(({ position }) => position);
}

function sideBelow(trace: Trace, position: number | undefined): Side {
  return { trace, spans: position === undefined ? [] : [...childrenOf(trace.tree, position)] };
}

function pairsBelow(before: Side, after: Side, depth: number): readonly AlignedSpans[] {
  const waiting = Map.groupBy(after.spans, position => spanNames(after.trace, position).id);
  const pairs = before.spans.map(position => {
    const partner = waiting.get(spanNames(before.trace, position).id)?.shift();
    return { before: position, after: partner, depth };
  });
  const added = [...waiting.values()].flat().map(position => ({ before: undefined, after: position, depth }));
  return [...pairs, ...added].sort((a, b) => startOf(a) - startOf(b));

  /** After the first of the siblings of the same trace, so that both traces have one time. */
  function startOf(pair: AlignedSpans): number {
    if (pair.before !== undefined) return sinceFirst(before, pair.before);
    return sinceFirst(after, pair.after as number);
  }
}

function sinceFirst({ trace, spans }: Side, position: number): number {
  const first = trace.spans[spans[0] as number] as Span;
  return (trace.spans[position] as Span).startNano - first.startNano;
}
