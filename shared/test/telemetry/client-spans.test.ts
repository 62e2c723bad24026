import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, beforeEach, test } from 'node:test';
import { trace } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { createHttpClient } from '@spanshop/shared/http';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import axios from 'axios';
import { z } from 'zod';
import { clientSpans, serverSpans, spanIdOf, traceIdOf } from '../support/spans.ts';

const peer = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json').end('{}');
}).listen(0, '127.0.0.1');
await once(peer, 'listening');
const url = `http://127.0.0.1:${(peer.address() as { port: number }).port}`;
const client = createHttpClient({ peer: 'peer', baseUrl: url, timeoutMs: 500 });
after(() => {
  client.close();
  peer.closeAllConnections();
  peer.close();
});
beforeEach(clearSpans);

const oldNames = [
  'http.method',
  'http.url',
  'http.target',
  'http.host',
  'http.scheme',
  'http.status_code',
  'http.flavor',
  'net.peer.name',
  'net.peer.port',
  'net.host.name',
  'net.host.port',
  'peer.service',
];

for (const [how, call] of [
  ['our client', () => client.call({ method: 'GET', path: '/', response: z.object({}) })],
  ['axios', () => axios.get(url)],
  ["axios' fetch adapter", () => axios.get(url, { adapter: 'fetch' })],
  ['fetch', () => fetch(url).then(answer => answer.text())],
] as const) {
  test(`when a peer is called by ${how}, then there is exactly one CLIENT span, the server span's parent`, async () => {
    const callerTrace = await trace.getTracer('test').startActiveSpan('caller', async span => {
      await call();
      span.end();
      return span.spanContext().traceId;
    });
    const inTrace = (spans: readonly ReadableSpan[]) => spans.filter(span => traceIdOf(span) === callerTrace);
    const spans = inTrace(await waitForSpans(finished => inTrace(finished).length >= 3));
    const [clientSpan, ...more] = clientSpans(spans);
    assert.equal(more.length, 0);
    assert.equal(spans.length, 3, 'caller, client and server');
    const [serverSpan] = serverSpans(spans);
    assert.equal(serverSpan?.parentSpanContext?.spanId, spanIdOf(clientSpan));
    assert.equal(clientSpan?.attributes['http.request.method'], 'GET');
    assert.equal(clientSpan?.attributes['http.response.status_code'], 200);
    assert.equal(clientSpan?.attributes['server.address'], '127.0.0.1');
    for (const span of spans)
      for (const name of oldNames) assert.equal(name in span.attributes, false, `${name} on ${span.name}`);
  });
}
