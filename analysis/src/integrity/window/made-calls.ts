import {
  childrenOf,
  firstNumber,
  firstText,
  names,
  operationOf,
  type Span,
  type Trace,
  unixMsOf,
} from '../../model/index.ts';
import { type Defect, defectAt } from '../defect.ts';
import { nameOf } from '../name-of.ts';

/** Milliseconds since 1970. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A call that was answered, by the word of its CLIENT span. */
export interface MadeCall extends Interval {
  readonly caller: string;
  readonly operation: string;
  /** Whom it calls, as the CLIENT span says. */
  readonly peer: string;
  /** The call's other end; undefined where it is not in the trace. */
  readonly answeredBy: Span | undefined;
  readonly traceId: string;
  readonly spanId: string;
  readonly sentence: string;
}

/** Calls to other services, of which something was answered; statements of a database and messages are none. */
export function madeCalls(trace: Trace): readonly MadeCall[] {
  return trace.spans.flatMap((span, position): MadeCall[] => {
    const peer = firstText(span.attributes, names.peer);
    if (peer === undefined || !wasAnswered(span)) return [];
    const children = [...childrenOf(trace.tree, position)].map(child => trace.spans[child] as Span);
    // Where one call has two CLIENT spans, the inner one is the call.
    if (children.some(({ kind }) => kind === 'client')) return [];
    return [
      {
        ...intervalOf(trace, span),
        caller: span.service,
        operation: operationOf(span),
        peer,
        answeredBy: children.find(({ kind }) => kind === 'server'),
        traceId: trace.traceId,
        spanId: span.spanId,
        sentence: nameOf(span),
      },
    ];
  });
}

export function intervalOf(trace: Trace, { startNano, endNano }: Span): Interval {
  const zeroMs = unixMsOf(trace, 0);
  return { fromMs: zeroMs + startNano / 1e6, toMs: zeroMs + endNano / 1e6 };
}

export function isWithin(inner: Interval, outer: Interval, skewMs: number): boolean {
  return inner.fromMs >= outer.fromMs - skewMs && inner.toMs <= outer.toMs + skewMs;
}

/** A hole in the trace of a call: who answers was seen elsewhere. */
export function holeOf({ traceId, spanId, sentence }: MadeCall, service: string, operation: string): Defect {
  return {
    class: 'sampling-hole',
    traceId,
    spanId,
    service,
    operation,
    sentence: `${sentence} was answered, and ${service}, which has a span for it in other traces, has none in this one.`,
  };
}

export function beginningOf(trace: Trace, root: Span): Defect {
  const sentence = `The trace begins with ${nameOf(root)}, while a call to it goes on in another trace.`;
  return defectAt('lost-context', trace, root, sentence);
}

function wasAnswered({ kind, status, attributes }: Span): boolean {
  if (kind !== 'client' || status === 'error') return false;
  const isCall = firstText(attributes, names.httpMethod) ?? firstText(attributes, names.rpcMethod);
  return isCall !== undefined && (firstNumber(attributes, names.httpStatus) ?? 200) < 400;
}
