import { type Context, createContextKey, type SpanContext } from '@opentelemetry/api';
import { knownTraceFlags, randomTraceIdFlag } from './traceparent.ts';

interface InboundTrace {
  readonly traceId: string;
  readonly random: boolean;
}

const inboundTraceKey = createContextKey('spanshop.propagation.inbound-trace');

/**
 * Keeps what the caller said about its trace id's randomness, which the SDK's spans forget: their flags hold the sampled
 * bit only.
 */
export function rememberInboundTrace(context: Context, inbound: InboundTrace): Context {
  return context.setValue(inboundTraceKey, inbound);
}

/**
 * The flags to send for a span, by W3C Trace Context level 2, section 3.2.2.5: a continued trace keeps the random flag
 * exactly as it came; a trace that was started here has it set, since the SDK's generator makes all of the id random.
 */
export function outgoingTraceFlags(context: Context, spanContext: SpanContext): number {
  const inbound = context.getValue(inboundTraceKey) as InboundTrace | undefined;
  const random = inbound?.traceId === spanContext.traceId ? inbound.random : true;
  const otherFlags = spanContext.traceFlags & knownTraceFlags & ~randomTraceIdFlag;
  return random ? otherFlags | randomTraceIdFlag : otherFlags;
}
