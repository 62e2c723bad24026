import { type Context, createContextKey, type SpanContext } from '@opentelemetry/api';
import { knownTraceFlags, randomTraceIdFlag } from './traceparent.ts';

const inboundTraceKey = createContextKey('spanshop.propagation.inbound-trace');

/**
 * Keeps the span context that a caller sent, for what it said about its trace id's randomness: the SDK's own spans forget
 * it, since their flags hold the sampled bit only.
 */
export function rememberInboundTrace(context: Context, inbound: SpanContext): Context {
  return context.setValue(inboundTraceKey, inbound);
}

/**
 * The flags to send for a span, by W3C Trace Context level 2: a continued trace keeps the random flag exactly as it came;
 * a trace that was started here has it set, since the SDK's generator makes all of the id random.
 */
export function outgoingTraceFlags(context: Context, spanContext: SpanContext): number {
  const inbound = context.getValue(inboundTraceKey) as SpanContext | undefined;
  const origin = inbound?.traceId === spanContext.traceId ? inbound.traceFlags : randomTraceIdFlag;
  return (spanContext.traceFlags & knownTraceFlags & ~randomTraceIdFlag) | (origin & randomTraceIdFlag);
}
