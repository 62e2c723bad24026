import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { context, propagation, trace } from '@opentelemetry/api';
import { runWithBaggage } from '@spanshop/shared/telemetry';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { named } from '../support/spans.ts';

const tracer = trace.getTracer('test');
beforeEach(clearSpans);
const finished = (count: number) => waitForSpans(spans => spans.length === count);

const baggageOf = (members: Record<string, string>) =>
  propagation.createBaggage(Object.fromEntries(Object.entries(members).map(([name, value]) => [name, { value }])));

test('when a span starts under baggage, then it carries the shop’s members and no other', async () => {
  const baggage = baggageOf({
    'shop.tenant': 'outlet',
    'shop.customer_tier': 'gold',
    'shop.synthetic': 'true',
    'lab.fault': 'orders',
    'shop.secret': 'x',
    'user.id': 'someone',
  });
  context.with(propagation.setBaggage(context.active(), baggage), () => tracer.startSpan('inside').end());
  assert.deepEqual((await finished(1))[0]?.attributes, {
    'shop.tenant': 'outlet',
    'shop.customer_tier': 'gold',
    'shop.synthetic': 'true',
  });
});

test('when there is no baggage, then there are no such attributes', async () => {
  tracer.startSpan('bare').end();
  assert.deepEqual((await finished(1))[0]?.attributes, {});
});

test('when work runs with baggage, then the active span says so too, and what follows the work does not', async () => {
  tracer.startActiveSpan('request', span => {
    runWithBaggage({ 'shop.tenant': 'main' }, () => {
      runWithBaggage({ 'shop.customer_tier': 'silver' }, () => tracer.startSpan('inner').end());
    });
    tracer.startSpan('after').end();
    span.end();
  });
  const spans = await finished(3);
  const both = { 'shop.tenant': 'main', 'shop.customer_tier': 'silver' };
  assert.deepEqual(named(spans, 'request')[0]?.attributes, both);
  assert.deepEqual(named(spans, 'inner')[0]?.attributes, both);
  assert.deepEqual(named(spans, 'after')[0]?.attributes, {});
});
