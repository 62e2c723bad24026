import { firstText } from './attributes.ts';
import { names } from './conventions.ts';
import type { Span, SpanKind } from './span.ts';
import type { Trace } from './trace.ts';

/** A trace in which every span has the part that it plays, and how many spans did not say so themselves. */
export interface Understood {
  readonly trace: Trace;
  /** Spans whose kind was told by the spans around them; 0 for a trace whose kinds are taken as they came. */
  readonly inferred: number;
}

const known = new WeakMap<Trace, Understood>();
const sends = /\b(publish|produce|enqueue|send)\b/i;
const receivesWork = /\b(process|consume|dequeue|receive)\b/i;

/**
 * Gives spans of unspecified kind, and spans that say INTERNAL and cannot be, the kind that their place tells. A call from one
 * service to another, or to another instance, is a change of service between parent and child:
 *
 *     A @front          |-----------------|   no parent                                       SERVER
 *     B @front <A         |-------------|     its only child is of another service            CLIENT
 *     C @cart  <B            |-------|        its parent is of another service                SERVER
 *     D @cart  <C              |--|           a leaf with a database or a peer                CLIENT, else INTERNAL
 *
 * A work handed over (it starts after its parent has ended, and either names a message) makes PRODUCER and CONSUMER. A parent
 * of several calls, or of a call and other work, is no call: nothing measured the ways of its calls then.
 * INTERNAL is believed where a trace has other kinds too, save on both sides of such a change.
 * Source: the kinds' definitions in the OpenTelemetry specification (Trace API, SpanKind), read backwards; SkyWalking, Istio
 * and converters of tables leave them out. The given trace is left as it is; positions stay the same.
 */
export function withInferredKinds(trace: Trace): Understood {
  const understood = known.get(trace) ?? infer(trace);
  known.set(trace, understood);
  return understood;
}

/** Whether a child runs elsewhere than its parent: in another service, or in another instance where both name theirs. */
export function isElsewhere(parent: Span, child: Span): boolean {
  if (parent.service !== child.service) return true;
  if (parent.resource === child.resource) return false;
  const [one, other] = [instanceOf(parent), instanceOf(child)];
  return one !== undefined && other !== undefined && one !== other;
}

function infer(trace: Trace): Understood {
  const { spans, tree } = trace;
  if (!spans.some((span, position) => isUnclear(span, spans[tree.parents[position] as number]))) {
    return { trace, inferred: 0 };
  }
  const believesInternal = spans.some(({ kind }) => kind !== 'unspecified' && kind !== 'internal');
  let inferred = 0;
  const understood = spans.map((span, position) => {
    const kind = kindAt(trace, position, believesInternal);
    if (kind === span.kind) return span;
    inferred += 1;
    return { ...span, kind };
  });
  return { trace: { ...trace, spans: understood }, inferred };
}

/** INTERNAL means within one service, so below another one it says nothing. */
function isUnclear(span: Span, parent: Span | undefined): boolean {
  if (span.kind === 'unspecified') return true;
  return span.kind === 'internal' && parent !== undefined && isElsewhere(parent, span);
}

function kindAt(trace: Trace, position: number, believesInternal: boolean): SpanKind {
  const { spans, tree } = trace;
  const span = spans[position] as Span;
  if (span.kind !== 'unspecified' && span.kind !== 'internal') return span.kind;
  const isBelieved = span.kind === 'internal' && believesInternal;
  const parent = spans[tree.parents[position] as number];
  if (!parent) return isBelieved ? span.kind : 'server';
  if (isElsewhere(parent, span)) return handsOver(parent, span) ? 'consumer' : 'server';

  const [from, to] = [tree.offsets[position] as number, tree.offsets[position + 1] as number];
  const only = to - from === 1 ? spans[tree.children[from] as number] : undefined;
  if (only && isElsewhere(span, only) && (!isBelieved || isUnclear(only, span))) {
    return handsOver(span, only) ? 'producer' : 'client';
  }
  if (isBelieved) return span.kind;
  return to === from && asksSomebody(span) ? 'client' : 'internal';
}

function handsOver(parent: Span, child: Span): boolean {
  if (child.startNano < parent.endNano) return false;
  const isMessage = [parent, child].some(span => firstText(span.attributes, names.messagingSystem) !== undefined);
  return isMessage || sends.test(parent.name) || receivesWork.test(child.name);
}

function asksSomebody({ attributes }: Span): boolean {
  return (
    firstText(attributes, names.database) !== undefined ||
    (firstText(attributes, names.httpMethod) !== undefined && firstText(attributes, names.peer) !== undefined)
  );
}

function instanceOf({ resource }: Span): string | undefined {
  return firstText(resource.attributes, names.instance);
}
