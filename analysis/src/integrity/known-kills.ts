import { type Span, type Trace, textOf, unixMsOf } from '../model/index.ts';
import { defaultLossWindowMs, defaultSkewMs, type Expectations, type KnownKill } from './expectations.ts';

/**
 * The known kill that explains why the parent of `span` is absent, if there is one. The parent ran in the killed process:
 * the same service as an INTERNAL, CLIENT or PRODUCER span, another one than a SERVER or CONSUMER span.
 *
 *     parent   ?----------------------?       absent
 *     span          |--------|
 *     kill     may lie in |<--------------->|  from the span's start (less skew) to its end plus the loss window
 *
 * The parent of a CONSUMER span sent a message, which may have lain in its queue for long: it was over by then, and the kill
 * may lie before the span's start too, though not before the trace's.
 */
export function killThatLostParentOf(trace: Trace, span: Span, expectations: Expectations): KnownKill | undefined {
  const skewMs = expectations.skewMs ?? defaultSkewMs;
  const first = span.kind === 'consumer' ? (trace.spans[0] ?? span) : span;
  const startMs = unixMsOf(trace, first.startNano);
  const endMs = unixMsOf(trace, span.endNano);
  return expectations.kills?.find(kill => {
    const windowMs = kill.lossWindowMs ?? defaultLossWindowMs;
    const inTime = kill.atUnixMs >= startMs - skewMs && kill.atUnixMs <= endMs + windowMs;
    return inTime && couldHoldParent(kill, span);
  });
}

function couldHoldParent(kill: KnownKill, span: Span): boolean {
  const fromElsewhere = span.kind === 'server' || span.kind === 'consumer';
  if (fromElsewhere) return kill.service !== span.service;
  if (kill.service !== span.service) return false;
  const instance = textOf(span.resource.attributes, 'service.instance.id');
  return kill.instanceId === undefined || instance === undefined || kill.instanceId === instance;
}
