import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { trace } from '@opentelemetry/api';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { endOf, named, startOf } from '../support/spans.ts';

const tracer = trace.getTracer('test');
beforeEach(clearSpans);
const finished = (count: number) => waitForSpans(spans => spans.length === count);

/** What the clocks may be corrected by meanwhile. */
const clockNanos = 2_000n;

function burn(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('when spans start, then their starts are finer than a millisecond', async () => {
  for (let count = 0; count < 50; count += 1) tracer.startSpan('fine').end();
  const whole = (await finished(50)).filter(span => startOf(span) % 1_000_000n === 0n);
  assert.ok(whole.length <= 1, `${whole.length} of 50 are whole milliseconds`);
});

test('when a span starts, then its start agrees with the wall clock within 1 ms', async () => {
  const clock: [number, number][] = [];
  for (let count = 0; count < 200; count += 1) {
    const before = Date.now();
    tracer.startSpan('now').end();
    clock.push([before, Date.now()]);
    burn(0.3);
  }
  for (const [index, span] of (await finished(200)).entries()) {
    const [before = 0, after = 0] = clock[index] ?? [];
    const start = Number(startOf(span)) / 1e6;
    assert.ok(start >= before - 0.001 && start < after + 1, `${before} ${start} ${after}`);
  }
});

test('when siblings run one after the other, then they do not overlap, and lie inside their parent', async () => {
  for (let round = 0; round < 100; round += 1) {
    tracer.startActiveSpan('parent', parent => {
      for (let count = 0; count < 3; count += 1) {
        const child = tracer.startSpan('child');
        burn(0.1);
        child.end();
      }
      parent.end();
    });
  }
  const spans = await finished(400);
  for (const parent of named(spans, 'parent')) {
    const { spanId } = parent.spanContext();
    const children = named(spans, 'child').filter(child => child.parentSpanContext?.spanId === spanId);
    assert.equal(children.length, 3);
    let last = startOf(parent);
    for (const child of children) {
      assert.ok(startOf(child) >= last - clockNanos, `starts ${last - startOf(child)} ns too early`);
      last = endOf(child);
    }
    assert.ok(endOf(parent) >= last - clockNanos, `ends ${last - endOf(parent)} ns too early`);
  }
});

test('when a span is given a start of its own, then it keeps it', async () => {
  const startTime: [number, number] = [1_700_000_000, 123_456_789];
  tracer.startSpan('given', { startTime }).end();
  assert.deepEqual((await finished(1))[0]?.startTime, startTime);
});

test('when a span is given a start of a whole millisecond, then it keeps it too', async () => {
  const startTime: [number, number] = [1_700_000_000, 123_000_000];
  tracer.startSpan('given', { startTime }).end();
  assert.deepEqual((await finished(1))[0]?.startTime, startTime);
});

test('when a span has events, then they lie inside it in their order', async () => {
  const span = tracer.startSpan('eventful');
  burn(0.2);
  span.addEvent('one');
  burn(0.2);
  span.addEvent('two');
  span.end();
  const [ended] = await finished(1);
  const times = ended?.events.map(({ time: [seconds, nanos] }) => BigInt(seconds) * 1_000_000_000n + BigInt(nanos));
  const [one = 0n, two = 0n] = times ?? [];
  assert.ok(ended && startOf(ended) < one && one < two && two <= endOf(ended));
});
