import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { type Trace, unixMsOf } from '../../src/model/index.ts';
import { openJaegerWindow, readJaegerTrace } from '../../src/readers/index.ts';
import { generateTraces, ticketSystem } from '../generator/index.ts';
import { asOtlp } from '../support/export-formats.ts';

const windowFromMs = 1_790_000_000_000;
const stored = [
  ...generateTraces({ system: ticketSystem, requests: 900, seed: 5, fromUnixMs: windowFromMs, requestsPerSecond: 60 }),
];
const windowToMs = windowFromMs + 60_000;
const startOf = (trace: Trace) => unixMsOf(trace, trace.spans[0]?.startNano ?? 0);

type Spelling = 'camel' | 'snake';
const spelled = {
  camel: ['query.serviceName', 'query.startTimeMin', 'query.startTimeMax', 'query.searchDepth'],
  snake: ['query.service_name', 'query.start_time_min', 'query.start_time_max', 'query.num_traces'],
} as const;

/** A Jaeger that knows one spelling only, refuses more than 200 traces and counts what it is asked. */
async function withJaeger(
  spelling: Spelling,
  use: (url: string, asked: { searches: number; most: number }) => Promise<void>,
) {
  const asked = { searches: 0, most: 0 };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const answer = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
    if (url.pathname === '/api/v3/services') return answer(200, { services: ['web', 'booking', 'mailer', 'idle'] });
    if (url.pathname !== '/api/v3/traces') {
      const trace = stored.find(each => url.pathname.endsWith(each.traceId));
      return trace ? answer(200, { result: asOtlp([trace]) }) : answer(404, { error: { message: 'no such trace' } });
    }
    const [service, from, to, limit] = spelled[spelling].map(name => url.searchParams.get(name) ?? undefined);
    if (!service || !from || !to) return answer(400, { error: { message: 'malformed query' } });
    asked.searches += 1;
    const found = stored
      .filter(each => each.spans.some(span => span.service === service))
      .filter(each => startOf(each) >= Date.parse(from) && startOf(each) < Date.parse(to))
      .slice(-Number(limit));
    asked.most = Math.max(asked.most, Number(limit));
    return found.length === 0
      ? answer(404, { error: { message: 'No traces found' } })
      : answer(200, { result: asOtlp(found) });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

for (const spelling of ['camel', 'snake'] as const) {
  test(`when Jaeger wants its parameters in ${spelling} case, then the whole window is read once, 200 traces at most at a time`, async () => {
    await withJaeger(spelling, async (baseUrl, asked) => {
      const stream = openJaegerWindow({ baseUrl, fromUnixMs: windowFromMs, toUnixMs: windowToMs });
      const ids: string[] = [];
      for await (const trace of stream.traces) ids.push(trace.traceId);
      assert.deepEqual(ids.sort(), stored.map(trace => trace.traceId).sort());
      assert.deepEqual(stream.skipped(), []);
      assert.equal(asked.most, 200);
      assert.ok(asked.searches < 40, `${asked.searches} searches`);
    });
  });
}

test('when only a part of the time is asked for, then only traces that start in it are given', async () => {
  await withJaeger('camel', async baseUrl => {
    const [fromUnixMs, toUnixMs] = [windowFromMs + 3000, windowFromMs + 5000];
    const expected = stored.filter(trace => startOf(trace) >= fromUnixMs && startOf(trace) < toUnixMs);
    const ids: string[] = [];
    for await (const trace of openJaegerWindow({ baseUrl, fromUnixMs, toUnixMs }).traces) ids.push(trace.traceId);
    assert.deepEqual(ids.sort(), expected.map(trace => trace.traceId).sort());
  });
});

test('when one trace is asked for, then it is given, or nothing when there is none', async () => {
  await withJaeger('camel', async baseUrl => {
    const id = stored[7]?.traceId ?? '';
    assert.equal((await readJaegerTrace(baseUrl, id))?.traceId, id);
    assert.equal(await readJaegerTrace(baseUrl, 'f'.repeat(32)), undefined);
  });
});

test('when nobody listens, or the answer never comes, then one sentence says so in time', async () => {
  await assert.rejects(
    readJaegerTrace('http://127.0.0.1:1', 'f'.repeat(32)),
    /Nothing answers at http:\/\/127.0.0.1:1/,
  );
  const silent = createServer(() => {});
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  try {
    await assert.rejects(readJaegerTrace(url, 'f'.repeat(32), 100), /did not answer within 100 ms/);
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});
