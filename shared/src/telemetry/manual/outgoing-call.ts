import { type Context, context, createContextKey } from '@opentelemetry/api';

/** What the CLIENT span of a call should say that the request itself does not. */
export interface OutgoingCall {
  peer: string;
  urlTemplate: string;
  /** 0 for the first try. */
  resendCount: number;
  /** An outside party: the span is made, the headers are not. */
  external: boolean;
}

const outgoingCallKey = createContextKey('spanshop outgoing call');

export function runAsOutgoingCall<T>(call: OutgoingCall, work: () => T): T {
  const described = context.active().setValue(outgoingCallKey, call);
  return context.with(call.external ? withoutPropagation(described) : described, work);
}

export function activeOutgoingCall(): OutgoingCall | undefined {
  return context.active().getValue(outgoingCallKey) as OutgoingCall | undefined;
}

const withoutPropagationKey = createContextKey('spanshop.propagation.without');

/**
 * A context in which nothing is written into outgoing requests: for calls to an outside party, which is to see neither
 * our trace headers nor our baggage. Spans are still made, so the call keeps its CLIENT span.
 */
export function withoutPropagation(context: Context): Context {
  return context.setValue(withoutPropagationKey, true);
}

export function isWithoutPropagation(context: Context): boolean {
  return context.getValue(withoutPropagationKey) === true;
}
