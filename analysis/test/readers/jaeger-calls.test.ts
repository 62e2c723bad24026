import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createJaegerCalls, type JaegerCalls } from '../../src/readers/index.ts';

/** A Jaeger that refuses searches without this parameter, and remembers what it was asked. */
async function withJaeger(known: string, use: (calls: JaegerCalls, asked: URL[]) => Promise<void>): Promise<void> {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    asked.push(url);
    if (url.pathname === '/api/v3/operations') {
      response.end('{"operations":[{"name":"GET /","spanKind":"server"},{"name":"GET /","spanKind":"client"},7]}');
    } else response.writeHead(url.searchParams.has(known) ? 200 : 400).end('{}');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(createJaegerCalls(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 5_000), asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const everything = {
  service: 'orders',
  operation: 'POST /orders',
  fromUnixMs: 0,
  toUnixMs: 1_500,
  minDurationMs: 1.5,
  maxDurationMs: 200,
  attributes: { error: 'true' },
  limit: 7,
};

test('when a Jaeger knows the newer spelling, then all of a search is said in it', async () => {
  await withJaeger('query.startTimeMin', async (calls, asked) => {
    await calls.search(everything);
    assert.deepEqual(Object.fromEntries(asked.at(-1)?.searchParams ?? []), {
      'query.serviceName': 'orders',
      'query.operationName': 'POST /orders',
      'query.startTimeMin': '1970-01-01T00:00:00.000Z',
      'query.startTimeMax': '1970-01-01T00:00:01.500Z',
      'query.durationMin': '1.5ms',
      'query.durationMax': '200ms',
      'query.attributes': '{"error":"true"}',
      'query.searchDepth': '7',
    });
  });
});

test('when it knows only the older one, then that is used from then on, and what is not said is left out', async () => {
  await withJaeger('query.start_time_min', async (calls, asked) => {
    await calls.search(everything);
    assert.equal(asked.length, 2);
    assert.equal(asked[1]?.searchParams.get('query.operation_name'), 'POST /orders');
    await calls.search({ fromUnixMs: 0, toUnixMs: 1, limit: 2 });
    assert.deepEqual(
      [...(asked[2]?.searchParams.keys() ?? [])],
      ['query.start_time_min', 'query.start_time_max', 'query.num_traces'],
    );
  });
});

test('when operations are asked for, then their names are given, and nothing that is none', async () => {
  await withJaeger('', async (calls, asked) => {
    assert.deepEqual(await calls.operations('web & co'), ['GET /', 'GET /']);
    assert.equal(asked[0]?.searchParams.get('service'), 'web & co');
  });
});
