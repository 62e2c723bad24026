import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trace } from '@opentelemetry/api';
import { wholeContext } from '@spanshop/shared/queue';
import { type Carrier, runWithBaggage } from '@spanshop/shared/telemetry';
import { traceAlone } from '../../src/faults/lost-baggage/trace-alone.ts';

/** What a message takes along that is sent in a span, for a storefront. */
function carried(percent: number, baggage: Record<string, string> = {}): Promise<{ carrier: Carrier; spanId: string }> {
  return trace.getTracer('test').startActiveSpan('send', async span => {
    const carrier = await runWithBaggage({ 'shop.tenant': 'north', ...baggage }, traceAlone(wholeContext, percent));
    span.end();
    return { carrier, spanId: span.spanContext().spanId };
  });
}

test('when a message is hit, then it carries the trace and no baggage', async () => {
  const { carrier, spanId } = await carried(100);
  assert.deepEqual(Object.keys(carrier), ['traceparent']);
  assert.equal(carrier['traceparent']?.split('-')[2], spanId);
});

test('when it is aimed at a request, then the message of that request is hit, whatever the chances', async () => {
  const { carrier } = await carried(0, { 'lab.fault': 'lost-baggage' });
  assert.deepEqual(Object.keys(carrier), ['traceparent']);
});

test('when a message is not hit, then it carries both', async () => {
  const { carrier, spanId } = await carried(0);
  assert.equal(carrier['baggage'], 'shop.tenant=north');
  assert.equal(carrier['traceparent']?.split('-')[2], spanId);
});

test('when nothing is traced, then nothing is lost', async () => {
  assert.deepEqual(await traceAlone(async () => ({ baggage: 'a=1' }), 100)(), { baggage: 'a=1' });
});
