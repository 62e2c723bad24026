import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trace } from '@opentelemetry/api';
import { runWithBaggage } from '@spanshop/shared/telemetry';
import { forgetContext } from '../../src/faults/lost-context/forget-context.ts';

/** Whether a call that is made within a span knows of that span. */
const isKnown = (percent: number, baggage: Record<string, string> = {}) =>
  runWithBaggage(baggage, () =>
    trace.getTracer('test').startActiveSpan('request', async span => {
      const known = await forgetContext(async () => trace.getActiveSpan() === span, percent)();
      span.end();
      return known;
    }),
  );

test('when a call is hit, then it knows of no request, and when it is not, then it does', async () => {
  assert.equal(await isKnown(100), false);
  assert.equal(await isKnown(0), true);
});

test('when it is aimed at a request, then the call of that request is hit, whatever the chances', async () => {
  assert.equal(await isKnown(0, { 'lab.fault': 'lost-context' }), false);
});
