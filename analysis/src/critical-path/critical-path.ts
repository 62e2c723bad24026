import { mainRoot, type Span, type Trace } from '../model/index.ts';
import { clippedChildren } from './clipped-children.ts';
import { clockTickNano } from './clock-tick.ts';

/** A stretch of time for which one span was what everything waited for. Positions are those in `trace.spans`. */
export interface Section {
  readonly position: number;
  readonly startNano: number;
  readonly endNano: number;
}

/**
 * What the walk knows of one span: the interval it has to explain and how far back it has come.
 *
 *     lo                cursor        hi
 *     |------------------|############|      # is explained already
 */
interface Frame {
  readonly position: number;
  readonly loNano: number;
  readonly hiNano: number;
  readonly toleranceNano: number;
  readonly children: readonly number[];
  next: number;
  cursorNano: number;
}

/** What an end may lie after a start that it came before, as parts of the interval: in any case, and for coarse clocks at most. */
const toleranceShare = 0.01;
const mostToleranceShare = 0.25;

/**
 * The critical path: an exact partition of the root's duration into sections, the latest first.
 *
 * Walks back from the end of a span: the child that ended last before the cursor is what was waited for, and the cursor
 * jumps to its start; time that no child covers is the span's own.
 *
 *     A  |------------------------|      own: after B3, between B3 and B1, before B1
 *     B1    |------|                     on the path
 *     B2       |-----------|             ends after the cursor (B3's start): ran beside B3, off the path
 *     B3              |-------|          on the path
 *        AAABBBBBBBAAABBBBBBBBBAAA
 *
 * A child that ends after the cursor by no more than 1 % of the interval, or by one tick of the clocks that the spans were
 * started by (1 ms where starts are cut to whole milliseconds) but at most a quarter of the interval, still counts as
 * before it and is cut there. Work handed over (PRODUCER -> CONSUMER, or FOLLOWS_FROM) was not waited for.
 * Sections are disjoint, lie inside their span and sum to the root's duration; input order does not matter.
 * O(n log n) for n spans, no recursion.
 *
 * Source: CRISP (Zhang et al., USENIX ATC 2022), with the tolerance instead of its slack, and children clipped to the part of
 * their parent that is on the path.
 *
 * @param root the span whose duration is explained; the trace's main root when not given.
 * @returns no sections when there is no root or it does not last.
 */
export function criticalPath(trace: Trace, root: number | undefined = mainRoot(trace)): readonly Section[] {
  const sections: Section[] = [];
  const rootSpan = root === undefined ? undefined : trace.spans[root];
  if (root === undefined || !rootSpan || rootSpan.endNano <= rootSpan.startNano) return sections;

  const tickNano = clockTickNano(trace);
  const emit = (position: number, startNano: number, endNano: number) => {
    if (endNano > startNano) sections.push({ position, startNano, endNano });
  };
  const open = (position: number, loNano: number, hiNano: number): Frame => ({
    position,
    loNano,
    hiNano,
    toleranceNano: toleranceOf(hiNano - loNano, tickNano),
    children: clippedChildren(trace, position, loNano, hiNano, root),
    next: 0,
    cursorNano: hiNano,
  });

  const stack = [open(root, rootSpan.startNano, rootSpan.endNano)];
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const child = nextOnPath(frame, trace);
    if (child === undefined) {
      emit(frame.position, frame.loNano, frame.cursorNano);
      stack.pop();
      continue;
    }
    const span = trace.spans[child] as Span;
    const startNano = Math.max(span.startNano, frame.loNano);
    const endNano = Math.min(span.endNano, frame.cursorNano);
    emit(frame.position, endNano, frame.cursorNano);
    frame.cursorNano = startNano;
    if (hasChildren(trace, child)) stack.push(open(child, startNano, endNano));
    else emit(child, startNano, endNano);
  }
  return sections;
}

/** By how much a child may end after the start of what waited for it, in an interval of a span. */
export function toleranceOf(intervalNano: number, tickNano: number): number {
  return Math.max(intervalNano * toleranceShare, Math.min(tickNano, intervalNano * mostToleranceShare));
}

/** The latest child not looked at yet that ended before the cursor, within the tolerance, and covers some of the rest. */
function nextOnPath(frame: Frame, trace: Trace): number | undefined {
  while (frame.next < frame.children.length) {
    const child = frame.children[frame.next] as number;
    frame.next += 1;
    const { startNano, endNano } = trace.spans[child] as Span;
    const endsBeforeCursor = Math.min(endNano, frame.hiNano) <= frame.cursorNano + frame.toleranceNano;
    const coversSome = Math.max(startNano, frame.loNano) < Math.min(endNano, frame.cursorNano);
    if (endsBeforeCursor && coversSome) return child;
  }
  return undefined;
}

function hasChildren({ tree }: Trace, position: number): boolean {
  return tree.offsets[position] !== tree.offsets[position + 1];
}
