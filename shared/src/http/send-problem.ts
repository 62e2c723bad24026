import type { ServerResponse } from 'node:http';
import { trace } from '@opentelemetry/api';
import { type AppError, problemContentType, toProblem } from '../errors/index.ts';
import { activeTraceId, traceResponseHeaders } from '../telemetry/index.ts';

/** Answers with a problem document that names the active trace; the connection's end is told as Node would. */
export function sendProblem(response: ServerResponse, error: AppError): void {
  const body = JSON.stringify(toProblem(error, activeTraceId()));
  response.statusCode = error.status;
  const headers = { ...traceResponseHeaders(trace.getActiveSpan()?.spanContext()), ...error.headers };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('Content-Type', problemContentType);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}
