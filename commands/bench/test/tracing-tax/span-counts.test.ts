import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as messages from '@spanshop/trace-store/otlp/messages';
import { classOf, countRequest, noSpans } from '../../src/tracing-tax/span-counts.ts';

const http = '@opentelemetry/instrumentation-http';
const pg = '@opentelemetry/instrumentation-pg';
const cases = [
  { expected: 'server', scope: http, name: 'POST /orders', kind: 2 },
  { expected: 'call', scope: http, name: 'POST /quotes', kind: 3 },
  { expected: 'statement', scope: pg, name: 'INSERT orders.orders', kind: 3 },
  { expected: 'poolWait', scope: pg, name: 'pg-pool.connect', kind: 3 },
  { expected: 'message', scope: '@spanshop/orders', name: 'send order.confirmed', kind: 4 },
  { expected: 'message', scope: '@spanshop/fulfillment', name: 'process order.confirmed', kind: 5 },
  { expected: 'step', scope: '@spanshop/orders', name: 'reserve stock', kind: 1 },
  { expected: 'other', scope: '@opentelemetry/instrumentation-express', name: 'middleware - jsonParser', kind: 1 },
  { expected: 'other', scope: '@opentelemetry/instrumentation-net', name: 'tcp.connect', kind: 1 },
];

for (const { expected, ...span } of cases) {
  test(`when ${span.scope} makes ${span.name}, then it counts as ${expected}`, () => {
    assert.equal(classOf(span), expected);
  });
}

test('when a request of two scopes arrives, then the spans of both count', () => {
  const scopeSpans = (name: string, kinds: number[]) => ({
    scope: messages.scope.encode({ name }),
    spans: kinds.map(kind => messages.span.encode({ name: 'any', kind })),
    schemaUrl: '',
  });
  const body = messages.exportRequest.encode({
    resourceSpans: [
      { resource: new Uint8Array(), scopeSpans: [scopeSpans(http, [2, 3, 3]), scopeSpans(pg, [3])], schemaUrl: '' },
    ],
  });
  const counts = noSpans();
  countRequest(counts, body);
  assert.deepEqual(counts, { ...noSpans(), server: 1, call: 2, statement: 1 });
});
