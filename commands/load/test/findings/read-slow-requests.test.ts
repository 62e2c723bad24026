import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { readSlowRequests } from '../../src/findings/read-slow-requests.ts';
import type { SlowRequest } from '../../src/findings/slowest-requests.ts';

const ids = { server: 2, client: 3 } as const;
const milliseconds = (value: number) => String(BigInt(value) * 1_000_000n + 1_795_355_131_000_000_000n);

/**
 * A request of 100 ms as k6 sees it; numbers are milliseconds of the gateway's clock.
 *
 *     gateway  POST /orders   0 |--------------------------------------| 90
 *     gateway  POST           10   |------------------------------| 80
 *     orders   POST /orders   15     |-----------------------| 70
 *     orders   INSERT orders  20       |---------------| 60
 */
const spans = [
  span('gateway', '01', '', ids.server, 'POST /orders', 0, 90, { 'http.route': '/orders' }),
  span('gateway', '02', '01', ids.client, 'POST', 10, 80, { 'http.request.method': 'POST' }),
  span('orders', '03', '02', ids.server, 'POST /orders', 15, 70, { 'http.route': '/orders' }),
  span('orders', '04', '03', ids.client, 'INSERT orders', 20, 60, { 'db.system.name': 'postgresql' }),
];

function span(
  service: string,
  spanId: string,
  parentSpanId: string,
  kind: number,
  name: string,
  from: number,
  to: number,
  attributes: Readonly<Record<string, string>>,
) {
  return (traceId: string) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [
      {
        spans: [
          {
            traceId,
            spanId: spanId.padStart(16, '0'),
            ...(parentSpanId ? { parentSpanId: parentSpanId.padStart(16, '0') } : {}),
            kind,
            name,
            startTimeUnixNano: milliseconds(from),
            endTimeUnixNano: milliseconds(to),
            attributes: Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } })),
          },
        ],
      },
    ],
  });
}

const asked: string[] = [];
const jaeger = createServer((request, response) => {
  const traceId = request.url?.split('/').at(-1) ?? '';
  asked.push(traceId);
  if (!traceId.startsWith('a')) return void response.writeHead(404).end('{}');
  response.end(JSON.stringify({ result: { resourceSpans: spans.map(make => make(traceId)) } }));
}).listen(0, '127.0.0.1');
await once(jaeger, 'listening');
after(() => jaeger.close());
const queryUrl = `http://127.0.0.1:${(jaeger.address() as AddressInfo).port}`;

const request = (index: number, first = 'a') => ({
  operation: 'POST /orders',
  durationMs: 100,
  traceId: `${first}${String(index).padStart(31, '0')}`,
});

const slowest = (share: number, ...requests: SlowRequest[]) => ({ share, requests });

test('when the traces of the slowest requests are read, then their time is in parts that make all of it', async () => {
  const slow = await readSlowRequests(
    queryUrl,
    slowest(0.02, request(1), request(2), { ...request(3, 'b'), operation: 'GET /products' }),
  );
  assert.deepEqual(slow && { ...slow, parts: undefined }, {
    share: 0.02,
    requests: 3,
    fromMs: 100,
    mostly: { operation: 'POST /orders', requests: 2 },
    tracesRead: 2,
    parts: undefined,
  });
  assert.deepEqual(
    slow?.parts.map(part => [part.service, part.operation, part.class, part.peer, Number(part.share.toFixed(6))]),
    [
      ['orders', 'INSERT orders', 'db', 'postgresql', 0.4],
      ['gateway', 'POST /orders', 'self', '', 0.2],
      ['orders', 'POST /orders', 'self', '', 0.15],
      ['gateway', 'POST /orders', 'edge-post', 'orders', 0.1],
      ['gateway', '', 'outside', '', 0.1],
      ['gateway', 'POST /orders', 'edge-pre', 'orders', 0.05],
    ],
  );
});

test('when the slowest requests are more than can be read, then some of all of them are', async () => {
  asked.length = 0;
  const slow = await readSlowRequests(
    queryUrl,
    slowest(0.05, ...Array.from({ length: 1_000 }, (_, index) => request(index))),
  );
  assert.equal(slow?.requests, 1_000);
  assert.equal(slow?.tracesRead, 200);
  assert.deepEqual(
    asked.map(traceId => Number(traceId.slice(1))).sort((a, b) => a - b),
    Array.from({ length: 200 }, (_, index) => index * 5),
  );
});

test('when no trace can be read, then nothing is said of them', async () => {
  assert.equal(await readSlowRequests(queryUrl, slowest(0.05, request(1, 'b'))), undefined);
  assert.equal(await readSlowRequests('http://127.0.0.1:9', slowest(0.05, request(1))), undefined);
  assert.equal(await readSlowRequests(queryUrl, slowest(0.05)), undefined);
});
