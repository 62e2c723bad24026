import { isSpanContextValid, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';

/**
 * Names the request's trace on its response: `Server-Timing: trace;desc=00-...` as W3C Trace Context level 3 drafts it, and
 * the older draft's `traceresponse`.
 */
export const traceResponse: RequestHandler = (_request, response, next) => {
  const spanContext = trace.getActiveSpan()?.spanContext();
  if (spanContext && isSpanContextValid(spanContext)) {
    const flags = (spanContext.traceFlags & 0xff).toString(16).padStart(2, '0');
    const name = `00-${spanContext.traceId}-${spanContext.spanId}-${flags}`;
    response.setHeader('Server-Timing', `trace;desc=${name}`);
    response.setHeader('traceresponse', name);
  }
  next();
};
