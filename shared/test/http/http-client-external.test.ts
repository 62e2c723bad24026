import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { after, beforeEach, test } from 'node:test';
import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { createHttpClient } from '@spanshop/shared/http';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { z } from 'zod';
import { clientSpans, parentIdOf, spanIdOf, traceIdOf } from '../support/spans.ts';

const seen: IncomingHttpHeaders[] = [];
const peer = createServer((request, response) => {
  seen.push(request.headers);
  response.setHeader('content-type', 'application/json').end('{}');
}).listen(0, '127.0.0.1');
await once(peer, 'listening');
const { port } = peer.address() as { port: number };
const settings = { baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 500 };
const inside = createHttpClient({ peer: 'orders', ...settings });
const outside = createHttpClient({ peer: 'acquirer', ...settings, external: true });
after(() => {
  inside.close();
  outside.close();
  peer.closeAllConnections();
  peer.close();
});
beforeEach(() => {
  seen.length = 0;
  clearSpans();
});

function callInTrace(client: typeof inside) {
  const baggage = propagation.createBaggage({ 'shop.tenant': { value: 'main' } });
  const tracer = trace.getTracer('test');
  return context.with(propagation.setBaggage(context.active(), baggage), () =>
    tracer.startActiveSpan('caller', async span => {
      await client.call({ method: 'POST', path: '/captures', body: { amount: 1 }, response: z.object({}) });
      span.end();
      return span;
    }),
  );
}
const ours = ['traceparent', 'tracestate', 'baggage', 'b3', 'x-timeout-ms'];

test('when a peer of ours is called, then it gets the trace, the baggage and the time that is left', async () => {
  const caller = await callInTrace(inside);
  const [headers] = seen;
  assert.match(String(headers?.traceparent), new RegExp(`^00-${caller.spanContext().traceId}-`));
  assert.equal(headers?.['baggage'], 'shop.tenant=main');
  assert.ok(Number(headers?.['x-timeout-ms']) > 400);
});

test('when an outside party is called, then it gets nothing of ours and the call has its CLIENT span', async () => {
  const caller = await callInTrace(outside);
  for (const name of ours) assert.equal(seen[0]?.[name], undefined, name);
  const { traceId } = caller.spanContext();
  const callsOf = (finished: readonly ReadableSpan[]) =>
    clientSpans(finished).filter(span => traceIdOf(span) === traceId);
  const spans = callsOf(await waitForSpans(finished => callsOf(finished).length > 0));
  assert.equal(spans.length, 1);
  assert.equal(spans[0]?.kind, SpanKind.CLIENT);
  assert.equal(spans[0]?.attributes['service.peer.name'], 'acquirer');
  assert.equal(spans[0]?.name, 'POST /captures');
  assert.equal(parentIdOf(spans[0]), caller.spanContext().spanId);
  assert.notEqual(spanIdOf(spans[0]), caller.spanContext().spanId);
});

test('when calls follow each other, then they use one connection', async () => {
  const connections = new Set<unknown>();
  const onRequest = (request: { socket: unknown }) => connections.add(request.socket);
  peer.on('request', onRequest);
  const client = createHttpClient({ peer: 'orders', ...settings });
  for (let count = 0; count < 5; count += 1) await callInTrace(client);
  client.close();
  peer.off('request', onRequest);
  assert.equal(connections.size, 1);
});
