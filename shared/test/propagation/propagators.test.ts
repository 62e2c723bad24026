import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passOn, spanId, traceId, traceparent } from './pass-on.ts';
import { propagatorOf } from './propagator-of.ts';

const otherTraceId = 'e'.repeat(32);
const received = {
  traceparent,
  baggage: 'shop.tenant=north,shop.synthetic=steady%3Abrowse%3A1,lab.fault=orders',
  b3: `${otherTraceId}-${spanId}-1`,
};

for (const where of ['inside', 'edge'] as const) {
  test(`when no propagator is named, then trace context and baggage are used, ${where}`, () => {
    assert.deepEqual(propagatorOf(where).fields().toSorted(), ['baggage', 'traceparent', 'tracestate']);
    assert.equal(passOn(propagatorOf(where), received).headers['traceparent'], traceparent);
  });

  test(`when propagators are named with spaces and twice, then each is used once, ${where}`, () => {
    assert.deepEqual(propagatorOf(where, ' b3 , b3, baggage').fields(), ['b3', 'baggage']);
  });

  test(`when none is named, even among others, then nothing is read or written, ${where}`, () => {
    const { spanContext, headers } = passOn(propagatorOf(where, 'tracecontext,none'), received);
    assert.deepEqual({ spanContext, headers }, { spanContext: undefined, headers: {} });
  });
}

test('when the service is the trust boundary, then outside baggage is filtered', () => {
  assert.deepEqual(passOn(propagatorOf('edge'), received).baggage, { 'shop.synthetic': 'steady:browse:1' });
  assert.equal(passOn(propagatorOf('inside'), received).headers['baggage'], received.baggage);
});

test('when two formats disagree on the trace, then the later name wins and both are written', () => {
  for (const where of ['inside', 'edge'] as const) {
    const b3Last = passOn(propagatorOf(where, 'tracecontext,b3'), received);
    const b3First = passOn(propagatorOf(where, 'b3,tracecontext'), received);
    assert.equal(b3Last.spanContext?.traceId, otherTraceId);
    assert.equal(b3First.spanContext?.traceId, traceId);
    assert.deepEqual(Object.keys(b3Last.headers).sort(), ['b3', 'traceparent']);
  }
});
