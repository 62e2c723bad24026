import type { Socket } from 'node:net';
import { isSpanContextValid, ROOT_CONTEXT, type SpanContext, SpanKind, trace } from '@opentelemetry/api';
import { AppError, problemContentType, toProblem } from '../errors/index.ts';
import { attribute, traceResponseHeaders } from '../telemetry/index.ts';
import { afterAnswers } from './connections.ts';

/** Bytes of all headers of a request together. */
export const largestHeaderBytes = 16_384;

/**
 * Answers what Node's parser refuses. No request object exists here, so the instrumentation sees nothing: the span is made by
 * hand.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = refusals[error.code ?? ''] ?? malformed;
  // What is wrong came behind requests that are good, and answers go out in the order of their requests.
  afterAnswers(socket, () => refuse(socket, refusal, error.code ?? 'malformed'));
}

function refuse(socket: Socket, refusal: AppError, errorType: string): void {
  if (!socket.writable) return;
  const attributes = {
    [attribute.requestMethod]: '_OTHER',
    [attribute.responseStatus]: refusal.status,
    [attribute.errorType]: errorType,
  };
  // Whatever came before on the connection, a probe perhaps, is not what this belongs to.
  const settings = { kind: SpanKind.SERVER, attributes };
  const span = trace.getTracer('@spanshop/shared').startSpan('HTTP', settings, ROOT_CONTEXT);
  socket.end(responseOf(refusal, span.spanContext()));
  // Who had its time could hold its half of the connection as long again. Others may still be sending, and a reset would take
  // the answer from them.
  if (refusal.status === 408) socket.destroySoon();
  span.end();
}

function responseOf(refusal: AppError, spanContext: SpanContext): string {
  const problem = toProblem(refusal, isSpanContextValid(spanContext) ? spanContext.traceId : undefined);
  const body = JSON.stringify(problem);
  const headers = {
    'Content-Type': problemContentType,
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
    ...traceResponseHeaders(spanContext),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${refusal.status} ${problem.title}\r\n${lines.join('')}\r\n${body}`;
}

const malformed = new AppError({ status: 400, code: 'malformed_request', detail: 'The request is not valid HTTP.' });
const refusals: Readonly<Record<string, AppError>> = {
  HPE_HEADER_OVERFLOW: new AppError({
    status: 431,
    code: 'headers_too_large',
    detail: `The headers are larger than ${largestHeaderBytes} bytes.`,
  }),
  ERR_HTTP_REQUEST_TIMEOUT: new AppError({
    status: 408,
    code: 'request_timeout',
    detail: 'The request came too slowly.',
  }),
};
