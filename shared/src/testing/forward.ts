import { type IncomingHttpHeaders, type IncomingMessage, request as sendRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { withoutPropagation } from '../telemetry/manual/outgoing-call.ts';

/** What the target said. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends a request on as it came, trace headers included, on a connection of its own; no span is made of it. */
export function forward(targetUrl: string, request: IncomingMessage, body: Buffer): Promise<Answer> {
  return context.with(withoutPropagation(suppressTracing(ROOT_CONTEXT)), () => send(targetUrl, request, body));
}

async function send(targetUrl: string, request: IncomingMessage, body: Buffer): Promise<Answer> {
  const { host: _host, connection: _connection, 'transfer-encoding': _encoding, ...headers } = request.headersDistinct;
  const { method = 'GET', url = '/' } = request;
  const hasBody = body.length > 0;
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest(
      new URL(url, targetUrl),
      {
        method,
        agent: false,
        headers: { ...headers, ...(hasBody ? { 'content-length': String(body.length) } : {}) } as Record<
          string,
          string[]
        >,
      },
      answer => {
        buffer(answer).then(content => {
          const { connection: _, 'transfer-encoding': __, 'keep-alive': ___, ...answered } = answer.headers;
          resolve({ status: answer.statusCode ?? 502, headers: answered, body: content });
        }, reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
