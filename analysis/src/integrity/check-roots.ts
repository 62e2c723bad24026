import { type Span, type Topmost, type Trace, topmostSpans } from '../model/index.ts';
import type { Defect } from './defect.ts';
import type { Expectations } from './expectations.ts';
import { killThatLostParentOf } from './known-kills.ts';
import { nameOf } from './name-of.ts';

/** One way in, and no span whose parent is absent without a reason. */
export function checkRoots(trace: Trace, expectations: Expectations): readonly Defect[] {
  const topmost = topmostSpans(trace).map(top => asExpected(top, trace, expectations));
  const roots = topmost.filter(top => top.how === 'root');
  const ways = roots.length + (topmost.some(top => top.how === 'entry') ? 1 : 0);
  const orphans = topmost
    .filter(top => top.how === 'orphan')
    .map(top => orphanDefect(trace, top.position, expectations));

  const defects = [...orphans];
  if (ways > 1) defects.push(severalRoots(trace, roots));
  const rootWasLost = orphans.some(defect => defect.class === 'parent-lost-with-process');
  if (ways === 0 && !rootWasLost) defects.push(noRoot(trace));
  return defects;
}

// An entry at a service that is no way in from outside has lost its parent.
function asExpected(top: Topmost, trace: Trace, { entryServices }: Expectations): Topmost {
  const service = trace.spans[top.position]?.service ?? '';
  const refused = top.how === 'entry' && entryServices !== undefined && !entryServices.includes(service);
  return refused ? { position: top.position, how: 'orphan' } : top;
}

function orphanDefect(trace: Trace, position: number, expectations: Expectations): Defect {
  const span = trace.spans[position] as Span;
  const at = { traceId: trace.traceId, spanId: span.spanId };
  const kill = killThatLostParentOf(trace, span, expectations);
  if (kill) {
    const sentence = `The parent of ${nameOf(span)} was lost with ${kill.service}, which was killed.`;
    return { ...at, class: 'parent-lost-with-process', sentence };
  }
  return { ...at, class: 'orphan', sentence: `The parent ${span.parentId} of ${nameOf(span)} is not in the trace.` };
}

function severalRoots(trace: Trace, roots: readonly Topmost[]): Defect {
  const names = roots.slice(0, 3).map(root => nameOf(trace.spans[root.position] as Span));
  const spanId = trace.spans[roots.at(-1)?.position ?? 0]?.spanId;
  const sentence = `The trace has ${roots.length} spans without a parent, among them ${names.join(', ')}.`;
  return { class: 'several-roots', traceId: trace.traceId, spanId, sentence };
}

function noRoot(trace: Trace): Defect {
  const sentence = `None of the ${trace.spans.length} spans of the trace is a root.`;
  return { class: 'no-root', traceId: trace.traceId, spanId: undefined, sentence };
}
