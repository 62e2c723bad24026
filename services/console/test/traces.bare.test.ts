import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { portOf } from '@spanshop/shared/http';
import { otlpTrace, spanIdOf, traceIdOf } from './support/otlp-trace.ts';
import { type RunningBackend, startBackend } from './support/start-backend.ts';
import { type RunningConsole, startConsole } from './support/start-console.ts';

const startUnixMs = Date.now() - 60_000;
const [ordered, refused, dispatched] = [traceIdOf(1), traceIdOf(2), traceIdOf(3)];
let backend: RunningBackend;
let page: RunningConsole;

before(async () => {
  backend = await startBackend();
  page = await startConsole({ QUERY_URL: backend.queryUrl });
  await backend.send(
    otlpTrace(ordered, startUnixMs, [
      {
        id: 1,
        service: 'gateway',
        name: 'POST /orders',
        kind: 2,
        from: 0,
        to: 80,
        attributes: { 'shop.tenant': 'main' },
      },
      { id: 2, parent: 1, service: 'orders', name: 'place order', from: 5, to: 70, isError: true },
      { id: 3, parent: 2, service: 'orders', name: 'ship', kind: 5, from: 5_000, to: 5_010 },
    ]),
  );
  await backend.send(
    otlpTrace(refused, startUnixMs + 1_000, [
      {
        id: 1,
        service: 'gateway',
        name: 'POST /orders',
        kind: 2,
        from: 0,
        to: 20,
        isError: true,
        attributes: { note: 'a b' },
      },
    ]),
  );
  await backend.send(
    otlpTrace(dispatched, startUnixMs + 6_000, [
      { id: 1, service: 'fulfillment', name: 'dispatch', from: 0, to: 3, links: [{ traceId: ordered, id: 3 }] },
    ]),
  );
});

after(async () => {
  await page?.close();
  await backend?.close();
});

async function ask(path: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(page.url + path);
  return { status: answer.status, body: await answer.json() };
}

async function idsFoundBy(query: string): Promise<string[]> {
  const { body } = await ask(`/api/traces?${query}`);
  return (body as { traceId: string }[]).map(({ traceId }) => traceId);
}

test('when all traces are asked for, then the newest comes first, with what a list shows of it', async () => {
  const { status, body } = await ask('/api/traces');
  assert.equal(status, 200);
  const summaries = body as Record<string, unknown>[];
  assert.deepEqual(
    summaries.map(({ traceId }) => traceId),
    [dispatched, refused, ordered],
  );
  assert.deepEqual(summaries[2], {
    traceId: ordered,
    service: 'gateway',
    operation: 'POST /orders',
    startUnixMs,
    durationMs: 80,
    spanCount: 3,
    errorCount: 1,
    isFailed: false,
    services: { gateway: 1, orders: 2 },
    storefront: 'main',
    loadRun: '',
  });
});

for (const [query, found] of [
  ['service=fulfillment', [dispatched]],
  ['service=gateway&operation=POST+%2Forders', [refused, ordered]],
  ['min=50&max=100', [ordered]],
  ['failed=yes', [refused, ordered]],
  ['tags=shop.tenant%3Dmain', [ordered]],
  [`tags=${encodeURIComponent('note="a b"')}&failed=yes`, [refused]],
  ['limit=1', [dispatched]],
  [`from=${startUnixMs + 500}&to=${startUnixMs + 2_000}`, [refused]],
  ['lookback=0', []],
] as const) {
  test(`when ${query} is searched for, then what fits is found`, async () => {
    assert.deepEqual(await idsFoundBy(query), found);
  });
}

const beyondTime = 8.65e15;

for (const query of ['limit=0', 'min=x', 'failed=perhaps', 'nonsense=1', `from=${beyondTime}`, `to=${beyondTime}`]) {
  test(`when a search says ${query}, then it is refused`, async () => {
    assert.equal((await ask(`/api/traces?${query}`)).status, 400);
  });
}

test('when services and operations are asked for, then each is named once', async () => {
  assert.deepEqual((await ask('/api/services')).body, ['fulfillment', 'gateway', 'orders']);
  assert.deepEqual((await ask('/api/operations?service=gateway')).body, ['POST /orders']);
});

test('when one trace is asked for, then it comes as the backend has it', async () => {
  const answers = await Promise.all(
    [`${page.url}/api/traces/`, `${backend.queryUrl}/api/v3/traces/`].map(async place =>
      (await fetch(place + ordered)).text(),
    ),
  );
  assert.ok(answers[0]?.includes('place order'));
  assert.equal(answers[0], answers[1]);
});

test('when a trace is not there, then that is said', async () => {
  const { status, body } = await ask(`/api/traces/${traceIdOf(99)}`);
  assert.equal(status, 404);
  assert.equal((body as { code: string }).code, 'no_such_trace');
  assert.equal((await ask('/api/traces/no-hex')).status, 400);
});

test('when it is asked who links to a trace, then spans of other traces are named', async () => {
  const window = `from=${startUnixMs}&to=${startUnixMs + 60_000}`;
  assert.deepEqual((await ask(`/api/traces/${ordered}/linking?${window}`)).body, {
    spans: [
      {
        traceId: dispatched,
        spanId: spanIdOf(1),
        service: 'fulfillment',
        operation: 'dispatch',
        startUnixMs: startUnixMs + 6_000,
        toSpanId: spanIdOf(3),
      },
    ],
  });
});

test('when the last millisecond that can be asked for is, then it is searched; a later one is refused', async () => {
  const last = Date.UTC(9999, 11, 31);
  for (const path of ['/api/traces', `/api/traces/${ordered}/linking`]) {
    for (const [unixMs, status] of [
      [0, 200],
      [last, 200],
      [last + 1, 400],
    ] as const) {
      assert.equal((await ask(`${path}?from=${unixMs}&to=${unixMs}`)).status, status, `${path} ${unixMs}`);
    }
  }
});

test('when addresses are given with a slash at their end, or with two, then they are the same', async () => {
  const slashes = await startConsole({
    QUERY_URL: `${backend.queryUrl}/`,
    JAEGER_PAGES_URL: 'http://127.0.0.1:16686//',
    ZIPKIN_PAGES_URL: 'http://127.0.0.1:9411/zipkin/',
  });
  try {
    assert.deepEqual(await (await fetch(`${slashes.url}/api/places`)).json(), {
      queryUrl: backend.queryUrl,
      jaegerUrl: 'http://127.0.0.1:16686',
      zipkinUrl: 'http://127.0.0.1:9411/zipkin',
    });
    for (const path of ['/api/traces', '/api/services', `/api/traces/${ordered}`]) {
      assert.equal((await fetch(slashes.url + path)).status, 200, path);
    }
  } finally {
    await slashes.close();
  }
});

test('when the backend answers nothing at all, as some Jaegers do, then nothing is found', async () => {
  const silent = createServer((_request, response) => response.end());
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
  const over = await startConsole({ QUERY_URL: `http://127.0.0.1:${portOf(silent)}` });
  try {
    const answer = await fetch(`${over.url}/api/traces`);
    assert.deepEqual([answer.status, await answer.json()], [200, []]);
  } finally {
    await over.close();
    silent.close();
  }
});

test('when the backend is away, or there is none, then each is said by a code of its own', async () => {
  const nobodyThere = await startConsole({ QUERY_URL: 'http://127.0.0.1:9' });
  const untold = await startConsole();
  try {
    for (const path of ['/api/traces', '/api/services', `/api/traces/${ordered}`]) {
      const away = await fetch(nobodyThere.url + path);
      assert.deepEqual(
        [away.status, ((await away.json()) as { code: string }).code],
        [503, 'trace_backend_away'],
        path,
      );
      const none = await fetch(untold.url + path);
      assert.deepEqual([none.status, ((await none.json()) as { code: string }).code], [404, 'no_trace_backend'], path);
    }
  } finally {
    await nobodyThere.close();
    await untold.close();
  }
});
