import type { IncomingMessage } from 'node:http';
import type { Attributes, Span } from '@opentelemetry/api';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { HttpInstrumentation, type HttpInstrumentationConfig } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation, type PgInstrumentationConfig } from '@opentelemetry/instrumentation-pg';
import { PinoInstrumentation } from '@opentelemetry/instrumentation-pino';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { attribute } from '../attributes.ts';
import { activeOutgoingCall } from '../manual/outgoing-call.ts';
import { isUntraced } from '../manual/untraced-requests.ts';
import { tellRoute } from '../refinements/http-route.ts';
import { summarizeQuery } from '../refinements/query-summary.ts';

/** The automatic spans: HTTP in and out, PostgreSQL queries and pool waits; and trace ids in the log. */
export function createInstrumentations(): Instrumentation[] {
  return [
    new HttpInstrumentation(http),
    new UndiciInstrumentation(),
    new PgInstrumentation(pg),
    new PinoInstrumentation({ disableLogSending: true }),
  ];
}

const http: HttpInstrumentationConfig = {
  // Enabled at construction, instrumentation-http 0.301.0 patches http twice and makes two nested CLIENT spans per call.
  enabled: false,
  ignoreIncomingRequestHook: isUntraced,
  startIncomingSpanHook: request => bodySize(attribute.requestBodySize, request),
  startOutgoingSpanHook: () => {
    const call = activeOutgoingCall();
    if (!call) return {};
    const attributes: Attributes = { [attribute.peerName]: call.peer, [attribute.urlTemplate]: call.urlTemplate };
    if (call.resendCount > 0) attributes[attribute.resendCount] = call.resendCount;
    return attributes;
  },
  requestHook: (span, request) => {
    const call = activeOutgoingCall();
    if (call && 'path' in request) span.updateName(`${request.method} ${call.urlTemplate}`);
  },
  responseHook: (span, response) => {
    if ('httpVersion' in response) span.setAttributes(bodySize(attribute.responseBodySize, response));
    else tellRoute(response);
  },
  applyCustomAttributesOnSpan: (span, _request, response) => {
    if ('getHeader' in response) setSize(span, attribute.responseBodySize, response.getHeader('content-length'));
  },
};

function bodySize(name: string, message: IncomingMessage): Attributes {
  const size = Number(message.headers['content-length']);
  return Number.isFinite(size) ? { [name]: size } : {};
}

function setSize(span: Span, name: string, contentLength: unknown): void {
  const size = Number(contentLength);
  if (contentLength !== undefined && Number.isFinite(size)) span.setAttribute(name, size);
}

const pg: PgInstrumentationConfig = {
  // Queries of pollers and start-up belong to no request: no trace of their own. Connect spans stay on: ignoring them
  // puts queries into the wrong trace when the pool is busy.
  requireParentSpan: true,
  requestHook: (span, { query }) => {
    const { summary, operation, collection } = summarizeQuery(query.text);
    span.updateName(summary);
    span.setAttributes({ [attribute.querySummary]: summary, [attribute.operationName]: operation });
    if (collection) span.setAttribute(attribute.collectionName, collection);
  },
  responseHook: (span, { data }) => {
    if (typeof data?.rowCount === 'number') span.setAttribute(attribute.returnedRows, data.rowCount);
  },
  connectionHook: (span, { connection }) => {
    span.setAttribute(attribute.poolName, `${connection.host}:${connection.port}/${connection.database}`);
  },
};
