import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { trace } from '@opentelemetry/api';
import { runWithBaggage } from '@spanshop/shared/telemetry';
import { clearSpans, finishedSpans } from '@spanshop/shared/testing';
import type { Acquirer } from '../../src/domain/acquirer.ts';
import { forgetToEnd } from '../../src/faults/span-leak/forget-to-end.ts';

beforeEach(clearSpans);

const payment = { reference: 'order', amountMinor: 100, currency: 'EUR', cardToken: 'tok_visa' } as const;

/** The span of the call to the acquirer, which says its word or throws. */
const answering =
  (word: Awaited<ReturnType<Acquirer['capture']>> | Error): Acquirer['capture'] =>
  () =>
    trace.getTracer('test').startActiveSpan('call', async span => {
      span.end();
      if (word instanceof Error) throw word;
      return word;
    });

/** Whether the call's parent was ended. */
const hasParent = () => {
  const call = finishedSpans().find(({ name }) => name === 'call');
  assert.ok(call?.parentSpanContext);
  return finishedSpans().some(span => span.spanContext().spanId === call.parentSpanContext?.spanId);
};

test('when a card is charged, then the span around the capture ends', async () => {
  assert.equal(await forgetToEnd(answering('captured'), 100)(payment), 'captured');
  assert.ok(hasParent());
});

test('when a card is declined, then the span stays open, the call has no parent, and the answer is the same', async () => {
  assert.equal(await forgetToEnd(answering('declined'), 100)(payment), 'declined');
  assert.ok(!hasParent());
});

test('when the acquirer fails, then the span stays open, and the failure is passed on', async () => {
  await assert.rejects(forgetToEnd(answering(new Error('no answer')), 100)(payment), /no answer/);
  assert.ok(!hasParent());
});

test('when it is aimed at a request, then the capture of that request is hit, whatever the chances', async () => {
  const capture = forgetToEnd(answering('declined'), 0);
  assert.equal(await runWithBaggage({ 'lab.fault': 'span-leak' }, () => capture(payment)), 'declined');
  assert.ok(!hasParent());
});

test('when a capture is not hit, then there is no span around it', async () => {
  assert.equal(await forgetToEnd(answering('declined'), 0)(payment), 'declined');
  assert.equal(finishedSpans()[0]?.parentSpanContext, undefined);
});
