import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { traceId, traceparent } from './pass-on.ts';
import { startTracedRelay } from './traced-relay.ts';

const relay = await startTracedRelay({ trustBoundary: true });
after(relay.close);

test('when a request from outside carries baggage, then only the allowed members go further in', async () => {
  const baggage = 'baggage: shop.tenant=evil,shop.synthetic=true;ttl=1,shop.customer_tier=gold';
  const { status, headers } = await relay.send('/inside', [
    `traceparent: ${traceparent}`,
    baggage,
    'baggage: lab.fault=x',
  ]);
  assert.equal(status, 200);
  assert.equal(headers['baggage'], 'shop.synthetic=true,lab.fault=x');
  assert.equal(headers['traceparent']?.split('-')[1], traceId);
});

test('when baggage from outside is large, then what is allowed goes in and nothing else', async () => {
  const noise = Array.from({ length: 100 }, (_, index) => `k${index}=${'v'.repeat(50)}`).join(',');
  const { status, headers } = await relay.send('/inside', [
    `baggage: ${noise},shop.synthetic=${'v'.repeat(65)},lab.fault=x`,
  ]);
  assert.equal(status, 200);
  assert.equal(headers['baggage'], 'lab.fault=x');
});

test('when a request from outside carries invalid headers, then it is served in a new trace', async () => {
  const lines = [
    `traceparent: ${traceparent}`,
    `traceparent: ${traceparent}`,
    'tracestate: =',
    'baggage: lab.fault=%00',
  ];
  const { status, headers } = await relay.send('/inside', lines);
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(headers), ['traceparent']);
  assert.notEqual(headers['traceparent']?.split('-')[1], traceId);
});
