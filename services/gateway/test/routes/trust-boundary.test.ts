import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import request from 'supertest';
import { browse } from '../support/browse.ts';
import { startShop } from '../support/start-shop.ts';

const shop = await startShop();
after(shop.close);
beforeEach(() => {
  shop.inventory.reset();
  clearSpans();
});

const traceId = '0af7651916cd43dd8448eb211c80319c';
const good = `00-${traceId}-b7ad6b7169203331-01`;
const notSampled = `00-${traceId}-b7ad6b7169203331-00`;

const send = (headerLines: readonly (readonly [string, string])[]) => browse(shop.port, headerLines);

/** The traceparent that inventory got. */
const sentOn = () => String(shop.inventory.requests[0]?.headers['traceparent']);

/** The gateway's own server span of a request: its answer names it. */
async function entrySpan(traceresponse: string): Promise<ReadableSpan> {
  const [, , spanId] = traceresponse.split('-');
  const spans = await waitForSpans(all => all.some(span => span.spanContext().spanId === spanId));
  return spans.find(span => span.spanContext().spanId === spanId) as ReadableSpan;
}

test('when a caller brings a trace, then the gateway continues it, and its span is an entry span', async () => {
  const { status, traceresponse } = await send([['traceparent', good]]);
  assert.equal(status, 200);
  const span = await entrySpan(traceresponse);
  assert.equal(span.spanContext().traceId, traceId);
  assert.equal(span.parentSpanContext?.spanId, 'b7ad6b7169203331');
  assert.equal(span.parentSpanContext?.isRemote, true);
  assert.ok(sentOn().startsWith(`00-${traceId}-`));
});

test('when a caller says that its trace is not sampled, then the gateway samples it all the same', async () => {
  const { traceresponse } = await send([['traceparent', notSampled]]);
  assert.match(traceresponse, /-0[13]$/);
  const span = await entrySpan(traceresponse);
  assert.equal(span.spanContext().traceId, traceId);
  assert.match(sentOn(), /-0[13]$/);
});

const zeros = '0'.repeat(32);
const hostile: [string, [string, string][]][] = [
  ['an empty traceparent', [['traceparent', '']]],
  ['a traceparent of noise', [['traceparent', '\u00ff\u00fe; DROP TABLE']]],
  ['a trace id of zeros', [['traceparent', `00-${zeros}-b7ad6b7169203331-01`]]],
  ['a span id of zeros', [['traceparent', `00-${traceId}-0000000000000000-01`]]],
  ['version ff', [['traceparent', `ff-${traceId}-b7ad6b7169203331-01`]]],
  ['an upper case trace id', [['traceparent', good.toUpperCase()]]],
  ['a traceparent that goes on', [['traceparent', `${good}-more`]]],
  [
    'two traceparents',
    [
      ['traceparent', good],
      ['traceparent', good],
    ],
  ],
  ['a huge traceparent', [['traceparent', '0'.repeat(8_000)]]],
];

for (const [what, lines] of hostile) {
  test(`when a caller sends ${what}, then it is served in a new trace`, async () => {
    const { status, traceresponse } = await send(lines);
    assert.equal(status, 200);
    const span = await entrySpan(traceresponse);
    assert.notEqual(span.spanContext().traceId, traceId);
    assert.equal(span.parentSpanContext, undefined);
    assert.match(span.spanContext().traceId, /^[0-9a-f]{32}$/);
  });
}

for (const [what, lines] of [
  ['an invalid tracestate', [['tracestate', '=;,,=']]],
  ['a tracestate of a thousand members', [['tracestate', Array.from({ length: 1_000 }, (_, n) => `k${n}=v`).join()]]],
  [
    'two tracestates',
    [
      ['tracestate', 'a=1'],
      ['tracestate', 'a=2'],
    ],
  ],
  ['an invalid baggage', [['baggage', '=,;;,%zz=%zz']]],
  ['a baggage of 9,000 bytes', [['baggage', `shop.synthetic=${'x'.repeat(9_000)}`]]],
  [
    'two baggages',
    [
      ['baggage', 'lab.fault=a'],
      ['baggage', 'lab.fault=b'],
    ],
  ],
  ['B3 headers', [['b3', '80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-0']]],
] satisfies [string, [string, string][]][]) {
  test(`when a caller sends ${what}, then it is served, and its trace continues`, async () => {
    const { status, traceresponse } = await send([['traceparent', good], ...lines]);
    assert.equal(status, 200);
    assert.equal((await entrySpan(traceresponse)).spanContext().traceId, traceId);
  });
}

test('when a caller brings baggage, then only what is allowed goes on, and the storefront is ours', async () => {
  const forged =
    'shop.tenant=outlet,shop.customer_tier=gold,shop.synthetic=steady:browse:1,lab.fault=orders,user=eve,shop.x=1';
  const { traceresponse } = await send([['baggage', forged]]);
  const [seen] = shop.inventory.requests;
  const members = new Set(String(seen?.headers['baggage']).split(','));
  assert.deepEqual(members, new Set(['shop.synthetic=steady%3Abrowse%3A1', 'shop.tenant=main']));
  assert.match(seen?.path ?? '', /tenant=main/);
  const span = await entrySpan(traceresponse);
  assert.equal(span.attributes['shop.tenant'], 'main');
  assert.equal(span.attributes['shop.synthetic'], 'steady:browse:1');
  assert.equal(span.attributes['shop.customer_tier'], undefined);
  assert.doesNotMatch(JSON.stringify(span.attributes), /"eve"|lab\.fault/);
});

test('when a load test names its scenario, journey and run, then the server span has them, and only the server span', async () => {
  const { traceresponse } = await send([['baggage', 'shop.synthetic=steady:browse:20261122-134500-1a2b']]);
  const span = await entrySpan(traceresponse);
  const { attributes } = span;
  assert.equal(attributes['shop.synthetic'], 'steady:browse:20261122-134500-1a2b');
  assert.equal(attributes['shop.load.scenario'], 'steady');
  assert.equal(attributes['shop.load.journey'], 'browse');
  assert.equal(attributes['shop.load.run_id'], '20261122-134500-1a2b');
  const spans = await waitForSpans(all => all.length > 1);
  assert.deepEqual(
    spans.filter(other => 'shop.load.run_id' in other.attributes),
    [span],
  );
});

for (const synthetic of [
  'true',
  'steady:browse',
  'steady:browse:1:2',
  ':browse:1',
  'Steady:browse:1',
  'steady:browse:%F0%9F%98%80',
  'steady:browse:1%202',
  `${'s'.repeat(17)}:browse:1`,
  `steady:browse:${'1'.repeat(29)}`,
]) {
  test(`when shop.synthetic is ${synthetic}, then the server span has nothing of a load test`, async () => {
    const { status, traceresponse } = await send([['baggage', `shop.synthetic=${synthetic}`]]);
    assert.equal(status, 200);
    const { attributes } = await entrySpan(traceresponse);
    assert.deepEqual(
      Object.keys(attributes).filter(name => name.startsWith('shop.load.') || name === 'shop.synthetic'),
      [],
    );
  });
}

for (const [method, path, status] of [
  ['get', '/products', 200],
  ['get', '/products/sku-9999', 404],
  ['get', '/openapi.json', 200],
  ['get', '/nothing', 404],
  ['post', '/orders', 400],
  ['get', '/orders/42', 400],
] as const) {
  test(`when ${method.toUpperCase()} ${path} is answered ${status}, then both headers name the server span`, async () => {
    const answer = await request(shop.gateway)[method](path);
    assert.equal(answer.status, status);
    const name = answer.headers['traceresponse'] ?? '';
    assert.match(name, /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]$/);
    assert.equal(answer.headers['server-timing'], `trace;desc=${name}`);
    const span = await entrySpan(name);
    assert.equal(span.kind, 1);
    assert.equal(span.spanContext().traceId, name.split('-')[1]);
    assert.equal(span.attributes['http.response.status_code'], status);
  });
}

test('when a caller announces a deadline, then it does not count', async () => {
  const answer = await request(shop.gateway).get('/products').set('x-timeout-ms', '1');
  assert.equal(answer.status, 200);
  assert.ok(Number(shop.inventory.requests[0]?.headers['x-timeout-ms']) > 1_000);
});
