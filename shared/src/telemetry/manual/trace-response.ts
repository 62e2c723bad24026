import { isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';

/**
 * Names the request's trace on its response: `Server-Timing: trace;desc=00-...` as W3C Trace Context level 3 drafts it, and
 * the older draft's `traceresponse`.
 */
export const traceResponse: RequestHandler = (_request, response, next) => {
  for (const [name, value] of Object.entries(traceResponseHeaders(trace.getActiveSpan()?.spanContext()))) {
    response.setHeader(name, value);
  }
  next();
};

/** The headers that name a server span; none where nothing is traced. */
export function traceResponseHeaders(spanContext: SpanContext | undefined): Readonly<Record<string, string>> {
  if (!spanContext || !isSpanContextValid(spanContext)) return {};
  const flags = (spanContext.traceFlags & 0xff).toString(16).padStart(2, '0');
  const name = `00-${spanContext.traceId}-${spanContext.spanId}-${flags}`;
  return { 'Server-Timing': `trace;desc=${name}`, traceresponse: name };
}
