import { spanNames } from '../compare/index.ts';
import { criticalPath } from '../critical-path/index.ts';
import { type Span, type Trace, withInferredKinds } from '../model/index.ts';

/**
 * The critical paths of many traces laid on top of each other. A frame's time is that of its spans on the paths, along with
 * everything below it; times are nanoseconds over all traces.
 *
 *     web GET /events            |---------------------------------|
 *     events GET /events           |------------------------|
 *     SELECT events                    |---------------|
 */
export interface Frame {
  readonly service: string;
  readonly name: string;
  /** With its children. */
  readonly totalNano: number;
  /** Its own sections only. */
  readonly ownNano: number;
  /** Largest first. */
  readonly children: readonly Frame[];
}

interface GrowingFrame {
  readonly service: string;
  readonly name: string;
  ownNano: number;
  readonly children: Map<string, GrowingFrame>;
}

export interface FlameGraph {
  add(trace: Trace): void;
  /** The frames of the roots, under one frame without a name. */
  root(): Frame;
}

export function createFlameGraph(): FlameGraph {
  const root: GrowingFrame = { service: '', name: '', ownNano: 0, children: new Map() };
  return {
    add(reported) {
      const { trace } = withInferredKinds(reported);
      const frames = new Map<number, GrowingFrame>();
      for (const { position, startNano, endNano } of criticalPath(trace)) {
        frameOf(trace, position, frames, root).ownNano += endNano - startNano;
      }
    },
    root: () => finished(root),
  };
}

/** The frame of a span below the frames of its ancestors, from the outermost in; no recursion. */
function frameOf(trace: Trace, position: number, frames: Map<number, GrowingFrame>, root: GrowingFrame): GrowingFrame {
  const missing: number[] = [];
  let at = position;
  while (at >= 0 && !frames.has(at) && missing.length <= trace.spans.length) {
    missing.push(at);
    at = trace.tree.parents[at] as number;
  }
  let frame = frames.get(at) ?? root;
  for (const next of missing.reverse()) {
    const { service } = trace.spans[next] as Span;
    const name = spanNames(trace, next).operation;
    const id = `${service}\u0000${name}`;
    const child = frame.children.get(id) ?? { service, name, ownNano: 0, children: new Map() };
    frame.children.set(id, child);
    frames.set(next, child);
    frame = child;
  }
  return frame;
}

// Frames are finished from the innermost out, so that a trace nested a hundred thousand deep does not exhaust the stack.
function finished(root: GrowingFrame): Frame {
  const order: GrowingFrame[] = [];
  const stack = [root];
  for (let frame = stack.pop(); frame; frame = stack.pop()) {
    order.push(frame);
    for (const child of frame.children.values()) stack.push(child);
  }
  const done = new Map<GrowingFrame, Frame>();
  for (const frame of order.reverse()) {
    const children = [...frame.children.values()].map(child => done.get(child) as Frame);
    children.sort((a, b) => b.totalNano - a.totalNano || (a.name < b.name ? -1 : 1));
    const totalNano = children.reduce((sum, child) => sum + child.totalNano, frame.ownNano);
    done.set(frame, { service: frame.service, name: frame.name, ownNano: frame.ownNano, totalNano, children });
  }
  return done.get(root) as Frame;
}
