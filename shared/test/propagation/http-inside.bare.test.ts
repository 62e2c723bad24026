import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertContinued } from './assert-relayed.ts';
import { traceId, traceparent } from './pass-on.ts';
import { startTracedRelay } from './traced-relay.ts';

const relay = await startTracedRelay({ trustBoundary: false });
after(relay.close);

test('when a request has a context, then the call that it causes carries it on with the CLIENT span as parent', async () => {
  const lines = [`traceparent: ${traceparent}`, 'tracestate: vendor=1', 'baggage: shop.tenant=north'];
  const relayed = await relay.send('/inside', lines);
  assertContinued(relayed, '01');
  assert.equal(relayed.headers['tracestate'], 'vendor=1');
  assert.equal(relayed.headers['baggage'], 'shop.tenant=north');
});

test('when header names are in another case, then they count', async () => {
  assertContinued(await relay.send('/inside', [`TRACEPARENT: ${traceparent}`]), '01');
});

test('when tracestate and baggage come in several lines, then one line of each goes on', async () => {
  const lines = ['tracestate: a=1, b=2', 'tracestate:', 'tracestate: c=3', 'baggage: d=4', 'baggage: e=5'];
  const { headers } = await relay.send('/inside', [`traceparent: ${traceparent}`, ...lines]);
  assert.deepEqual([headers['tracestate'], headers['baggage']], ['a=1,b=2,c=3', 'd=4,e=5']);
});

test('when baggage is too large, then the request is served and what fits goes on', async () => {
  const large = Array.from({ length: 10 }, (_, index) => `k${index}=${'v'.repeat(1_000)}`).join(',');
  assert.equal((await relay.send('/inside', [`baggage: ${large}`])).headers['baggage'], large.slice(0, 8 * 1_004 - 1));
});

test('when the call goes to an outside party, then it has its CLIENT span and no header of ours', async () => {
  const lines = [`traceparent: ${traceparent}`, 'tracestate: vendor=1', 'baggage: shop.tenant=north'];
  const { status, headers, clientSpans } = await relay.send('/outside', lines);
  assert.equal(status, 200);
  assert.deepEqual(headers, {});
  assert.deepEqual(
    clientSpans.map(span => span.spanContext().traceId),
    [traceId],
  );
});
