import { context, createContextKey } from '@opentelemetry/api';
import { withoutPropagation } from '../refinements/outside-party.ts';

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
