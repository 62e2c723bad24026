import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makeSpan, newTraceId, postSpans, text } from './otlp-json.ts';
import { get } from './query-client.ts';
import { startApp } from './start-app.ts';

const app = await startApp();
after(app.close);

test('when a link to a trace is followed, then its page shows the spans as a tree in order of time', async () => {
  const traceId = newTraceId();
  const at = (ms: number) => String(1_790_000_000_000_000_000n + BigInt(ms) * 1_000_000n);
  const root = makeSpan({ traceId, name: 'POST /orders', startTimeUnixNano: at(0), endTimeUnixNano: at(100) });
  const below = { traceId, parentSpanId: root.spanId };
  const later = makeSpan({
    ...below,
    name: 'second',
    startTimeUnixNano: at(50),
    endTimeUnixNano: at(90),
    status: { code: 2 },
  });
  const sooner = makeSpan({ ...below, name: 'first', startTimeUnixNano: at(10), endTimeUnixNano: at(30) });
  await postSpans(app.otlpUrl, 'orders', later, sooner, root);

  const response = await fetch(`${app.queryUrl}/trace/${traceId}`);
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'text/html; charset=utf-8']);
  assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  const page = await response.text();
  assert.match(page, /POST \/orders[\s\S]*first[\s\S]*second \(error\)/);
  assert.match(page, /3 spans, 100\.000 ms/);
  assert.match(page, /margin-left: 10\.00%; width: 20\.00%/);
  const [json] = /\/api\/v3\/traces\/[0-9a-f]{32}/.exec(page) ?? [];
  assert.equal((await get(app.queryUrl, json as string)).status, 200);
});

test('when names hold markup, then pages show it as text', async () => {
  const span = makeSpan({ name: '<script>alert(1)</script>"\'&' });
  await postSpans(app.otlpUrl, '<b>evil</b>', span);
  for (const path of [`/trace/${span.traceId}`, '/', '/search']) {
    const { body } = await get(app.queryUrl, path);
    assert.match(body, /&lt;script&gt;alert\(1\)&lt;\/script&gt;&quot;&#39;&amp;/);
    assert.doesNotMatch(body, /<script|<b>evil/);
  }
});

test('when spans hang on a circle of parents, then the page shows each of them once', async () => {
  const [one, other] = [makeSpan({ name: 'one' }), makeSpan({ name: 'other' })];
  other.traceId = one.traceId;
  await postSpans(
    app.otlpUrl,
    'circle',
    { ...one, parentSpanId: other.spanId },
    { ...other, parentSpanId: one.spanId },
  );
  const { body } = await get(app.queryUrl, `/trace/${one.traceId}`);
  assert.deepEqual([body.match(/>one</g)?.length, body.match(/>other</g)?.length], [1, 1]);
});

test('when there is no such trace, then the page says so; an id that is none is 400', async () => {
  const { status, body } = await get(app.queryUrl, `/trace/${newTraceId()}`);
  assert.equal(status, 404);
  assert.match(body, /There is no such trace/);
  assert.equal((await get(app.queryUrl, '/trace/xyz')).status, 400);
});

test('when a link to a search of Jaeger’s page is followed, then the page lists what was asked for, and only that', async () => {
  const order = makeSpan({ name: 'POST /orders', attributes: [text('shop.order.id', 'o-1')] });
  await postSpans(app.otlpUrl, 'searched', order, makeSpan({ name: 'GET /products' }));
  const tags = encodeURIComponent('{"shop.order.id":"o-1"}');
  const nonsense = encodeURIComponent('{"shop.order.id":"nonsense"}');
  const links = (body: string) => [...body.matchAll(/\/trace\/([0-9a-f]{32})/g)].map(([, id]) => id);
  const found = async (query: string) => links((await get(app.queryUrl, `/search?service=searched${query}`)).body);
  assert.equal((await found('')).length, 2);
  assert.deepEqual(await found(`&lookback=1h&tags=${tags}`), [order.traceId]);
  assert.deepEqual(await found(`&lookback=1h&tags=${nonsense}`), []);
  assert.deepEqual(await found('&operation=POST%20%2Forders'), [order.traceId]);
  assert.deepEqual(await found('&minDuration=1s'), []);
  assert.equal((await found('&limit=1')).length, 1);
  assert.equal((await get(app.queryUrl, '/search?minDuration=long')).status, 400);
});

test('when the address of the store is opened, then it lists services and the newest traces', async () => {
  const { status, body } = await get(app.queryUrl, '/');
  assert.equal(status, 200);
  assert.match(body, /search\?service=searched/);
  assert.match(body, /\/trace\/[0-9a-f]{32}/);
});
