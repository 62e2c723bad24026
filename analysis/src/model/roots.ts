import type { Span } from './span.ts';
import type { Trace } from './trace.ts';

/**
 * How a span without a parent in the trace came to be so.
 * - `root`: it names no parent.
 * - `entry`: it names a parent which its exporter marked as remote (0x300) and which is absent, and it receives work
 *   (SERVER or CONSUMER): the caller is outside of what we trace. A root.
 * - `orphan`: it names a parent that should be here and is not.
 */
export type Topmost = { readonly position: number; readonly how: 'root' | 'entry' | 'orphan' };

/**
 * Every span without a parent in the trace, in the trace's order. A remote parent that is absent makes an entry only
 * when nothing in the trace is a root, and only at the service that was entered first: a caller outside may send several
 * requests under one trace id, but a hop further inside whose caller is gone has lost it.
 */
export function topmostSpans(trace: Trace): readonly Topmost[] {
  const { spans, tree } = trace;
  const without: number[] = [];
  for (let i = 0; i < spans.length; i++) if (tree.parents[i] === -1) without.push(i);

  const hasRoot = without.some(position => spans[position]?.parentId === undefined);
  const first = hasRoot ? undefined : without.find(position => mayBeEntry(spans[position] as Span));
  const entered = first === undefined ? undefined : spans[first]?.service;

  return without.map(position => {
    const span = spans[position] as Span;
    if (span.parentId === undefined) return { position, how: 'root' };
    return { position, how: span.service === entered && mayBeEntry(span) ? 'entry' : 'orphan' };
  });
}

/**
 * The span that stands for the request: the root or entry that starts first, otherwise the orphan that starts first
 * (a trace that lost its root still has something to say). Undefined when every span is part of a cycle.
 */
export function mainRoot(trace: Trace): number | undefined {
  const topmost = topmostSpans(trace);
  return (topmost.find(top => top.how !== 'orphan') ?? topmost[0])?.position;
}

function mayBeEntry(span: Span): boolean {
  return span.parentIsRemote === true && (span.kind === 'server' || span.kind === 'consumer');
}
