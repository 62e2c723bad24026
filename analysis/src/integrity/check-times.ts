import { isAbandoned, isHandedOver, mainRoot, type Span, type Trace } from '../model/index.ts';
import { type Defect, type DefectClass, defectAt } from './defect.ts';
import { defaultLateEndMs, defaultSkewMs, type Expectations } from './expectations.ts';
import { nameOf } from './name-of.ts';

const nanoPerMs = 1_000_000;

/**
 * Children inside the trace's time, up to the skew.
 *
 *     root     |------------------------|
 *     child       |-------|                 fine
 *     child  |-------|                      starts before its parent
 *     child                    |---------|  outlives the trace
 *
 *     parent   |-------|                    in the same process
 *     child              |----|             starts after its parent has ended
 *
 * Work that nobody waits for may outlive the trace: what follows from a CONSUMER span or says that it FOLLOWS_FROM its
 * parent, and what a caller gave up on (its CLIENT span failed, or its SERVER span never sent a status) along with all below
 * it. A SERVER span may end a little late: see `lateEndMs`.
 */
export function checkTimes(trace: Trace, expectations: Expectations): readonly Defect[] {
  const skewNano = (expectations.skewMs ?? defaultSkewMs) * nanoPerMs;
  const lateNano = (expectations.lateEndMs ?? defaultLateEndMs) * nanoPerMs;
  const root = trace.spans[mainRoot(trace) ?? 0] as Span;
  const unawaited = unawaitedSpans(trace);
  const defects: Defect[] = [];
  const report = (kind: DefectClass, span: Span, text: string) =>
    defects.push(defectAt(kind, trace, span, `${nameOf(span)} ${text}.`));

  trace.spans.forEach((span, position) => {
    const parent = trace.spans[trace.tree.parents[position] ?? -1];
    if (span.endNano < span.startNano) report('ends-before-start', span, 'ends before it starts');
    if (!parent) return;
    const earlyNano = parent.startNano - span.startNano;
    if (earlyNano > skewNano) {
      report('starts-before-parent', span, `starts ${milliseconds(earlyNano)} before its parent ${nameOf(parent)}`);
    }
    const idleNano = span.startNano - parent.endNano;
    if (idleNano > skewNano && isWithin(parent, span) && unawaited[position] === 0) {
      report(
        'starts-after-parent',
        span,
        `starts ${milliseconds(idleNano)} after the end of its parent ${nameOf(parent)}`,
      );
    }
    const afterNano = span.endNano - root.endNano;
    const allowedNano = span.kind === 'server' ? Math.max(lateNano, skewNano) : skewNano;
    if (afterNano > allowedNano && unawaited[position] === 0) {
      report('outlives-trace', span, `ends ${milliseconds(afterNano)} after the trace's root ${nameOf(root)}`);
    }
  });
  return defects;
}

/**
 * 1 for spans below a CONSUMER, a span that follows from its parent, a CLIENT span that failed, or a SERVER span that its
 * caller abandoned. Spans in a cycle stay 0.
 */
function unawaitedSpans(trace: Trace): Uint8Array {
  const { parents, offsets, children } = trace.tree;
  const unawaited = new Uint8Array(trace.spans.length);
  const stack: number[] = [];
  for (let i = 0; i < parents.length; i++) if (parents[i] === -1) stack.push(i);
  while (stack.length > 0) {
    const position = stack.pop() as number;
    const span = trace.spans[position] as Span;
    const parent = trace.spans[parents[position] as number];
    if (isUnawaited(parent, span) || unawaited[parents[position] as number] === 1) unawaited[position] = 1;
    for (let c = offsets[position] as number; c < (offsets[position + 1] as number); c++) {
      stack.push(children[c] as number);
    }
  }
  return unawaited;
}

function isUnawaited(parent: Span | undefined, span: Span): boolean {
  const isGivenUp = (span.kind === 'client' && span.status === 'error') || isAbandoned(span);
  return span.kind === 'consumer' || isGivenUp || isHandedOver(parent, span);
}

/** Whether a span is work of the process that its parent is of. */
function isWithin(parent: Span, { kind, service }: Span): boolean {
  return parent.service === service && kind !== 'server' && kind !== 'consumer';
}

function milliseconds(nano: number): string {
  return `${(nano / nanoPerMs).toFixed(2)} ms`;
}
