import { isHandedOver, type Span, type SpanKind, type Trace } from '../model/index.ts';
import { type Defect, defectAt } from './defect.ts';
import { nameOf } from './name-of.ts';

/** Which kinds of parent may stand at the other end of an edge to a span that receives work. */
const sendersOf: Partial<Record<SpanKind, readonly SpanKind[]>> = {
  // A proxy may have no CLIENT span of its own, and a framework a SERVER span inside that of the HTTP server.
  server: ['client', 'server'],
  // A "process" span may be the child of the "receive" span of its batch; some systems send with CLIENT spans.
  consumer: ['producer', 'client', 'consumer'],
};

/**
 * CLIENT -> SERVER, SERVER -> SERVER and PRODUCER -> CONSUMER, between services and within one; between services nothing
 * else but work that was handed over.
 * Spans of unspecified kind say nothing and are passed over.
 */
export function checkKinds(trace: Trace): readonly Defect[] {
  const defects: Defect[] = [];
  trace.spans.forEach((span, position) => {
    const parent = trace.spans[trace.tree.parents[position] ?? -1];
    if (!parent || fits(parent, span)) return;
    const edge = `${parent.kind.toUpperCase()} ${nameOf(parent)} has the child ${span.kind.toUpperCase()} ${nameOf(span)}`;
    const where = parent.service === span.service ? 'within one service' : 'in another service';
    const sentence = `${edge} ${where}.`;
    defects.push(defectAt('kinds-do-not-fit', trace, span, sentence));
  });
  return defects;
}

function fits(parent: Span, child: Span): boolean {
  if (parent.kind === 'unspecified' || child.kind === 'unspecified') return true;
  const senders = sendersOf[child.kind];
  if (senders) return senders.includes(parent.kind);
  return parent.service === child.service || isHandedOver(parent, child);
}
