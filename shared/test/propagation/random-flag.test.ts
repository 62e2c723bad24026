import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultTextMapGetter, defaultTextMapSetter, ROOT_CONTEXT, type SpanContext, trace } from '@opentelemetry/api';
import { spanId, traceId, traceparent } from './pass-on.ts';
import { propagatorOf } from './propagator-of.ts';

const propagator = propagatorOf('edge', 'tracecontext,b3');
const ownSpan: SpanContext = { traceId, spanId: 'c'.repeat(16), traceFlags: 1 };

function send(received: Record<string, string>, span = ownSpan): string | undefined {
  const headers: Record<string, string> = {};
  const inbound = propagator.extract(ROOT_CONTEXT, received, defaultTextMapGetter);
  propagator.inject(trace.setSpanContext(inbound, span), headers, defaultTextMapSetter);
  return headers['traceparent'];
}

test('when a trace starts here, then its random flag is set', () => {
  assert.equal(send({})?.slice(-2), '03');
});

test('when a continued trace came with the random flag, then a span that has forgotten it is sent with it', () => {
  assert.equal(send({ traceparent: `${traceparent.slice(0, -2)}02` })?.slice(-2), '03');
});

test('when a continued trace came without the random flag, then it stays without', () => {
  assert.equal(send({ traceparent })?.slice(-2), '01');
});

test('when a trace came by B3, which says nothing of randomness, then the flag stays unset', () => {
  assert.equal(send({ b3: `${traceId}-${spanId}-1` })?.slice(-2), '01');
});

test('when a new trace starts while another one is being served, then its random flag is set', () => {
  assert.equal(send({ traceparent }, { ...ownSpan, traceId: 'd'.repeat(32) })?.slice(-2), '03');
});

test('when a span context has flags of three digits or more, then the header is still valid', () => {
  assert.equal(send({ traceparent }, { ...ownSpan, traceFlags: 0x101 })?.slice(-3), '-01');
});
