import { createTrace, type Span, type Trace, textOf } from '../model/index.ts';
import { clockTickNano } from './clock-tick.ts';

/** How far the clock of a process was put forward, or back, to agree with that of its callers. */
export interface ClockCorrection {
  readonly service: string;
  /** Nanoseconds added to its times; negative when its clock was ahead. */
  readonly byNano: number;
}

export interface Corrected {
  readonly trace: Trace;
  /** Empty when the clocks agree: the trace is the one given then. */
  readonly corrections: readonly ClockCorrection[];
}

/** What the calls between two clocks allow to be added to the callee's. */
interface Allowed {
  readonly caller: string;
  leastNano: number;
  mostNano: number;
  /** Whether a callee starts before its caller, or after it has ended: what no clock that agrees would show. */
  isImpossible: boolean;
}

/**
 * Puts clocks right that differ, by pairs of processes: a server span lies inside of the client span that called it, so
 * that each call narrows what its callee's clock may be off by. The middle of what all calls of a pair allow is taken.
 *
 *     client   |---------------|             0 to 100
 *     server  |----|                         -30 to 20: impossible, off by 30 to 80
 *                    |----|                  put forward by 55
 *
 * A pair is left alone unless a call is impossible, when its calls contradict each other, or when its caller is not below
 * the root. A server that ends after its client is no sign: it notes its end when its process comes round to it.
 * Source: Jaeger's clock skew adjustment, which takes each call by itself and so moves spans of one process apart.
 */
export function correctSkew(trace: Trace): Corrected {
  const offsets = offsetsFrom(allowedByCallee(trace), trace);
  const isOff = [...offsets.values()].some(offset => offset !== 0);
  if (!isOff) return { trace, corrections: [] };
  const services = new Map(trace.spans.map(span => [clockOf(span), span.service]));
  const corrections = [...offsets]
    .filter(([, byNano]) => byNano !== 0)
    .map(([clock, byNano]) => ({ service: services.get(clock) ?? clock, byNano }));
  const spans = trace.spans.map(span => moved(span, offsets.get(clockOf(span)) ?? 0));
  return { trace: createTrace(trace.traceId, trace.epochUnixNano, spans), corrections };
}

/** Processes of one service may run on machines of their own. */
function clockOf(span: Span): string {
  return `${span.service} ${textOf(span.resource.attributes, 'service.instance.id') ?? ''}`;
}

/** By the clock of the callee; the first caller counts where there are several. */
function allowedByCallee(trace: Trace): ReadonlyMap<string, Allowed> {
  const tickNano = clockTickNano(trace);
  const allowed = new Map<string, Allowed>();
  trace.spans.forEach((server, position) => {
    const client = trace.spans[trace.tree.parents[position] as number];
    if (client?.kind !== 'client' || server.kind !== 'server' || client.status === 'error') return;
    const [caller, callee] = [clockOf(client), clockOf(server)];
    if (caller === callee) return;
    const pair = allowed.get(callee) ?? newPair(caller);
    allowed.set(callee, pair);
    if (pair.caller !== caller) return;
    const [least, most] = [client.startNano - server.startNano, client.endNano - server.endNano];
    if (least > tickNano || server.startNano >= client.endNano) pair.isImpossible = true;
    if (least > most) return;
    pair.leastNano = Math.max(pair.leastNano, least);
    pair.mostNano = Math.min(pair.mostNano, most);
  });
  return allowed;
}

function newPair(caller: string): Allowed {
  return { caller, leastNano: Number.NEGATIVE_INFINITY, mostNano: Number.POSITIVE_INFINITY, isImpossible: false };
}

/** Adds up along the way from the root: a caller that was moved takes its callees with it. */
function offsetsFrom(allowed: ReadonlyMap<string, Allowed>, trace: Trace): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  // Parents come before their children here, save where a clock is off: the walk goes down the tree.
  const stack = [...trace.tree.parents.keys()].filter(position => trace.tree.parents[position] === -1);
  for (let position = stack.pop(); position !== undefined; position = stack.pop()) {
    const clock = clockOf(trace.spans[position] as Span);
    if (!offsets.has(clock)) offsets.set(clock, offsetOf(allowed.get(clock), offsets));
    const { offsets: from, children } = trace.tree;
    for (let i = from[position] as number; i < (from[position + 1] as number); i++) stack.push(children[i] as number);
  }
  return offsets;
}

function offsetOf(pair: Allowed | undefined, offsets: ReadonlyMap<string, number>): number {
  const ofCaller = pair && offsets.get(pair.caller);
  if (!pair || ofCaller === undefined) return 0;
  const isKnown = pair.isImpossible && pair.leastNano <= pair.mostNano && Number.isFinite(pair.leastNano);
  return ofCaller + (isKnown ? Math.round((pair.leastNano + pair.mostNano) / 2) : 0);
}

function moved(span: Span, byNano: number): Span {
  if (byNano === 0) return span;
  const events = span.events.map(event => ({ ...event, timeNano: event.timeNano + byNano }));
  return { ...span, startNano: span.startNano + byNano, endNano: span.endNano + byNano, events };
}
