/**
 * Takes whatever OTLP sends over HTTP and answers 200, at the least cost: bodies are thrown away unread. On the message
 * `count` it begins to count the spans of each way, on `report` it says the counts and goes back.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { countRequest, noSpans, type SpanCounts } from './span-counts.ts';

let counts: Record<string, SpanCounts> | undefined;

const server = createServer((request, response) => {
  const [, way = '', ...path] = (request.url ?? '').split('/');
  const chunks: Buffer[] = [];
  if (counts && path.join('/') === 'v1/traces') request.on('data', chunk => chunks.push(chunk));
  else request.resume();
  request.on('end', () => {
    if (counts && chunks.length > 0) {
      counts[way] ??= noSpans();
      countRequest(counts[way], Buffer.concat(chunks));
    }
    response.setHeader('content-type', 'application/x-protobuf').end();
  });
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));

process.on('message', message => {
  if (message === 'report') process.send?.(counts ?? {});
  counts = message === 'count' ? {} : undefined;
});
process.on('disconnect', () => process.exit(0));
