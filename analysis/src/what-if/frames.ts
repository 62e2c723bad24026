import type { TimelineSpan } from '../compare/index.ts';

/** The part of a span that lies inside all of its ancestors, and those of its children that cover some of it. */
export interface Frame {
  readonly span: TimelineSpan;
  readonly loNano: number;
  readonly hiNano: number;
  /** Positions, in the order of start, shorter first. */
  readonly children: readonly number[];
}

/**
 * Clips every span to its ancestors, as the critical path does; one frame for each span, in the same order.
 *
 *     A  |-------------|
 *     B      |-------------|      counts up to A's end
 *     C                 |--|      a child of B that A does not see: no part of any frame
 */
export function framesOf(spans: readonly TimelineSpan[]): readonly Frame[] {
  const frames: (Frame & { readonly children: number[] })[] = [];
  spans.forEach((span, position) => {
    const parent = frames[span.parent];
    const loNano = Math.max(span.startNano, parent?.loNano ?? span.startNano);
    const hiNano = Math.min(span.endNano, parent?.hiNano ?? span.endNano);
    frames.push({ span, loNano, hiNano, children: [] });
    if (hiNano > loNano) parent?.children.push(position);
  });
  for (const { children } of frames) {
    children.sort((one, other) => {
      const [a, b] = [frames[one] as Frame, frames[other] as Frame];
      return a.loNano - b.loNano || a.hiNano - b.hiNano || one - other;
    });
  }
  return frames;
}
