import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertContinued, assertNewTrace } from './assert-relayed.ts';
import { traceId, traceparent } from './pass-on.ts';
import { startTracedRelay } from './traced-relay.ts';

const relay = await startTracedRelay({ trustBoundary: true });
after(relay.close);

test('when a request from outside carries baggage, then only the allowed members go further in', async () => {
  const baggage = 'baggage: shop.tenant=evil,shop.synthetic=steady:browse:1;ttl=1,shop.customer_tier=gold';
  const { status, headers } = await relay.send('/inside', [
    `traceparent: ${traceparent}`,
    baggage,
    'baggage: lab.fault=x',
  ]);
  assert.equal(status, 200);
  assert.equal(headers['baggage'], 'shop.synthetic=steady%3Abrowse%3A1');
  assert.equal(headers['traceparent']?.split('-')[1], traceId);
});

for (const text of ['true', 'steady', 'call%20me%20at%20555-0123', 'a:b:c:d', 'jane.doe%40example.org:x:1']) {
  test(`when a stranger says shop.synthetic=${text}, then it goes nowhere`, async () => {
    const { status, headers } = await relay.send('/inside', [`baggage: shop.synthetic=${text}`]);
    assert.equal(status, 200);
    assert.equal(headers['baggage'], undefined);
  });
}

test('when baggage from outside is large, then what is allowed goes in and nothing else', async () => {
  const noise = Array.from({ length: 100 }, (_, index) => `k${index}=${'v'.repeat(50)}`).join(',');
  const longest = ['v'.repeat(16), 'v'.repeat(16), 'v'.repeat(28)].join('%3A');
  const { status, headers } = await relay.send('/inside', [`baggage: ${noise},shop.synthetic=${longest},lab.fault=x`]);
  assert.equal(status, 200);
  assert.equal(headers['baggage'], `shop.synthetic=${longest}`);
});

test('when a request from outside carries invalid headers, then it is served in a new trace', async () => {
  const lines = [
    `traceparent: ${traceparent}`,
    `traceparent: ${traceparent}`,
    'tracestate: =',
    'baggage: shop.synthetic=%00',
  ];
  const { status, headers } = await relay.send('/inside', lines);
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(headers), ['traceparent']);
  assert.notEqual(headers['traceparent']?.split('-')[1], traceId);
});

test('when a caller says that its trace id is random, then so does the call that it causes', async () => {
  assertContinued(await relay.send('/inside', [`traceparent: ${traceparent.replace(/..$/, '03')}`]), '03');
});

for (const [what, lines] of [
  ['no traceparent', []],
  ['the same traceparent twice', [`traceparent: ${traceparent}`, `traceparent: ${traceparent}`]],
  [
    'a later version and a second traceparent',
    [`traceparent: cc-${traceparent.slice(3)}-x`, `traceparent: ${traceparent}`],
  ],
  ['an empty and a valid traceparent', ['traceparent:', `traceparent: ${traceparent}`]],
  ['an invalid traceparent', [`traceparent: ${traceparent}0`]],
] as const) {
  test(`when a request has ${what}, then it is served in a new trace without the tracestate`, async () => {
    assertNewTrace(await relay.send('/inside', [...lines, 'tracestate: vendor=1']));
  });
}

test('when one tracestate line is invalid, then all of it is dropped and the trace goes on', async () => {
  const lines = [`traceparent: ${traceparent}`, 'tracestate: a=1', 'tracestate: @tenant=2'];
  const relayed = await relay.send('/inside', lines);
  assertContinued(relayed, '01');
  assert.equal(relayed.headers['tracestate'], undefined);
});

test('when baggage is invalid, then the request is served without it', async () => {
  const { status, headers } = await relay.send('/inside', ['baggage: ,;=,a=%,shop.synthetic=\u0080']);
  assert.deepEqual([status, headers['baggage']], [200, undefined]);
});
