import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { SpanKind, trace } from '@opentelemetry/api';
import { runWithBaggage } from '@spanshop/shared/telemetry';
import { clearSpans, finishedSpans } from '@spanshop/shared/testing';
import { traceAgain } from '../../src/faults/double-instrumentation/trace-again.ts';

beforeEach(clearSpans);

const name = 'POST /reservations/{orderId}/ship';

/** A call as the instrumentation of HTTP traces it. */
const ship = (_orderId: string) =>
  trace.getTracer('test').startActiveSpan(name, { kind: SpanKind.CLIENT }, async span => span.end());

test('when a call is traced again, then it has two CLIENT spans of one name, one inside the other', async () => {
  await traceAgain(ship, 100)('order');
  const [inner, outer] = finishedSpans();
  assert.deepEqual([inner?.name, outer?.name], [name, name]);
  assert.deepEqual([inner?.kind, outer?.kind], [SpanKind.CLIENT, SpanKind.CLIENT]);
  assert.equal(inner?.parentSpanContext?.spanId, outer?.spanContext().spanId);
});

test('when it is aimed at a request, then the call for that request is hit, whatever the chances', async () => {
  await runWithBaggage({ 'lab.fault': 'double-instrumentation' }, () => traceAgain(ship, 0)('order'));
  assert.equal(finishedSpans().length, 2);
});

test('when a call is not hit, then it has its one span', async () => {
  await traceAgain(ship, 0)('order');
  assert.equal(finishedSpans().length, 1);
});
