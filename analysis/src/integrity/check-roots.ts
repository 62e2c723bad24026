import { type Span, type Topmost, type Trace, topmostSpans } from '../model/index.ts';
import { type Defect, defectAt } from './defect.ts';
import type { Expectations } from './expectations.ts';
import { killThatLostParentOf } from './known-kills.ts';
import { nameOf } from './name-of.ts';
import { createOwnProcesses } from './own-process.ts';

/** One way in, and no span whose parent is absent without a reason. */
export function checkRoots(trace: Trace, expectations: Expectations): readonly Defect[] {
  const topmost = topmostSpans(trace).map(top => asExpected(top, trace, expectations));
  const roots = topmost.filter(top => top.how === 'root');
  const ways = roots.length + (topmost.some(top => top.how === 'entry') ? 1 : 0);
  const lost = topmost.filter(top => top.how === 'orphan');
  const isInOwnProcess = lost.length > 0 ? createOwnProcesses(trace) : () => false;
  const orphans = lost.map(top => orphanDefect(trace, top.position, expectations, isInOwnProcess));

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

function orphanDefect(
  trace: Trace,
  position: number,
  expectations: Expectations,
  isInOwnProcess: (span: Span) => boolean,
): Defect {
  const span = trace.spans[position] as Span;
  const kill = killThatLostParentOf(trace, span, expectations);
  if (kill) {
    const sentence = `The parent of ${nameOf(span)} was lost with ${kill.service}, which was killed.`;
    return defectAt('parent-lost-with-process', trace, span, sentence);
  }
  if (mayBeOfOwnProcess(span) && isInOwnProcess(span)) {
    const sentence = `The parent ${span.parentId} of ${nameOf(span)} never came, as if it had not been ended.`;
    return defectAt('unended-span', trace, span, sentence);
  }
  return defectAt('orphan', trace, span, `The parent ${span.parentId} of ${nameOf(span)} is not in the trace.`);
}

function severalRoots(trace: Trace, roots: readonly Topmost[]): Defect {
  const names = roots.slice(0, 3).map(root => nameOf(trace.spans[root.position] as Span));
  const last = trace.spans[roots.at(-1)?.position ?? 0] as Span;
  const sentence = `The trace has ${roots.length} spans without a parent, among them ${names.join(', ')}.`;
  return defectAt('several-roots', trace, last, sentence);
}

function noRoot(trace: Trace): Defect {
  const sentence = `None of the ${trace.spans.length} spans of the trace is a root.`;
  const { traceId } = trace;
  return { class: 'no-root', traceId, spanId: undefined, service: undefined, operation: undefined, sentence };
}

/**
 * Whether the absent parent may be one of the span's own process. Where that has sent what it was working on then, the parent
 * was not lost with its process, or with everything that was sent at that time.
 *
 *     present   |--------------------|   same process
 *     absent      ?------------------
 *     span           |-----|
 */
function mayBeOfOwnProcess({ kind, parentIsRemote }: Span): boolean {
  return kind !== 'server' && kind !== 'consumer' && parentIsRemote !== true;
}
