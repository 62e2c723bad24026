import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AppError, problemContentType, toProblem } from '../errors/index.ts';

export interface ListenOptions {
  host: string;
  port: number;
}

/** Longer than any client's idle timeout, so that a reused connection is never closed under a request. */
const keepAliveTimeoutMs = 65_000;
const largestHeaderBytes = 16_384;

/**
 * Starts an HTTP server that keeps connections alive and answers problem documents even to what Node itself refuses.
 *
 * @throws Error with one sentence when the port is taken
 */
export async function listen(app: RequestListener, { host, port }: ListenOptions): Promise<Server> {
  const server = createServer({ keepAlive: true, maxHeaderSize: largestHeaderBytes }, app);
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.headersTimeout = keepAliveTimeoutMs + 1_000;
  server.requestTimeout = 30_000;
  server.on('clientError', answerClientError);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(inUse ? new Error(`port ${port} on ${host} is already in use`, { cause: error }) : error);
    });
    server.listen(port, host, resolve);
  });
  return server;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Stops accepting, lets running requests end, closes idle connections. Resolves when the last connection is gone. */
export function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** No request object exists here, so the instrumentation sees nothing: the span is made by hand. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = refusals[error.code ?? ''] ?? malformed;
  const span = trace.getTracer('@spanshop/shared').startSpan('HTTP', {
    kind: SpanKind.SERVER,
    root: true,
    attributes: { 'http.response.status_code': refusal.status, 'error.type': error.code ?? 'malformed' },
  });
  span.setStatus({ code: SpanStatusCode.ERROR, message: refusal.message });
  const problem = toProblem(refusal, span.spanContext().traceId);
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${refusal.status} ${problem.title}\r\nContent-Type: ${problemContentType}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  span.end();
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
