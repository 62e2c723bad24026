import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPropagator } from '../../src/telemetry/refinements/edge-propagation/index.ts';
import { passOn, spanId, traceId, traceparent } from './pass-on.ts';

const otherTraceId = 'e'.repeat(32);
const received = { traceparent, baggage: 'shop.tenant=north,lab.fault=orders', b3: `${otherTraceId}-${spanId}-1` };

test('when no propagator is named, then trace context and baggage are used', () => {
  for (const names of [undefined, [], ['']]) {
    const { headers } = passOn(createPropagator({ edge: false, names }), received);
    assert.deepEqual(headers, { traceparent, baggage: received.baggage });
  }
});

test('when propagators are named in odd spelling and twice, then each is used once', () => {
  assert.deepEqual(createPropagator({ edge: false, names: [' B3 ', 'b3', 'Baggage'] }).fields(), ['b3', 'baggage']);
});

test('when the service is the trust boundary, then outside baggage is filtered, by other keys if asked', () => {
  assert.deepEqual(passOn(createPropagator({ edge: true }), received).baggage, { 'lab.fault': 'orders' });
  assert.deepEqual(passOn(createPropagator({ edge: true, edgeBaggageKeys: [] }), received).baggage, {});
});

test('when two formats disagree on the trace, then the later name wins and both are written', () => {
  const b3Last = passOn(createPropagator({ edge: false, names: ['tracecontext', 'b3'] }), received);
  const b3First = passOn(createPropagator({ edge: false, names: ['b3', 'tracecontext'] }), received);
  assert.equal(b3Last.spanContext?.traceId, otherTraceId);
  assert.equal(b3First.spanContext?.traceId, traceId);
  assert.deepEqual(Object.keys(b3Last.headers).sort(), ['b3', 'traceparent']);
});

test('when none is named, even among others, then nothing is read or written', () => {
  const { spanContext, headers } = passOn(createPropagator({ edge: false, names: ['tracecontext', 'none'] }), received);
  assert.deepEqual({ spanContext, headers }, { spanContext: undefined, headers: {} });
});

test('when an unknown propagator is named, then one sentence names it and the accepted ones', () => {
  assert.throws(() => createPropagator({ edge: false, names: ['tracecontext', 'jaeger'] }), {
    message: 'OTEL_PROPAGATORS: unknown propagator "jaeger"; accepted are tracecontext, baggage, b3, b3multi, none',
  });
});
