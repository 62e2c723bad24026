import { request } from 'node:http';
import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';

export interface Browsed {
  status: number;
  /** What the gateway says of its span. */
  traceresponse: string;
}

/**
 * Reads the catalogue as a stranger: with header lines exactly as given, duplicates included, and with none of the trace
 * headers that this process would add.
 */
export function browse(port: number, headerLines: readonly (readonly [string, string])[]): Promise<Browsed> {
  const headers: Record<string, string[]> = {};
  for (const [name, value] of headerLines) headers[name] = [...(headers[name] ?? []), value];
  return context.with(suppressTracing(ROOT_CONTEXT), () => send(port, headers));
}

function send(port: number, headers: Record<string, string[]>): Promise<Browsed> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, path: '/products?limit=1', agent: false, headers });
    outgoing.on('error', reject).on('response', answer => {
      answer.resume().on('end', () => {
        resolve({ status: answer.statusCode ?? 0, traceresponse: String(answer.headers['traceresponse']) });
      });
    });
    outgoing.end();
  });
}
