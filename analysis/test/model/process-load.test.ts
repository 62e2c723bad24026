import assert from 'node:assert/strict';
import { test } from 'node:test';
import { processLoadOf, type Span } from '../../src/model/index.ts';

const spanWith = (attributes: Span['attributes']) => ({ attributes }) as Span;

for (const [delay, cpu, pause] of [
  ['shop.process.event_loop_delay_ms', 'shop.process.cpu_time_ms', 'shop.process.gc_pause_ms'],
  ['nodejs.eventloop.delay_ms', 'nodejs.cpu.time_ms', 'nodejs.gc.pause_ms'],
  ['process.event_loop_delay_ms', 'thread.cpu.time_ms', 'jvm.gc.pause_ms'],
] as const) {
  test(`when a span has ${delay}, ${cpu} and ${pause}, then they are what its process went through`, () => {
    const span = spanWith({ 'http.route': '/', [delay]: 12.5, [cpu]: 3, [pause]: '0.25' });
    assert.deepEqual(processLoadOf(span), { loopDelayMs: 12.5, cpuMs: 3, gcMs: 0.25 });
  });
}

test('when a span has one of them, then the others are not known', () => {
  assert.deepEqual(processLoadOf(spanWith({ 'nodejs.gc.pause_ms': 0 })), {
    loopDelayMs: undefined,
    cpuMs: undefined,
    gcMs: 0,
  });
});

for (const name of ['shop.queue_time_ms', 'shop.gpu.time_ms', 'mycpu.time_ms', 'gc.pause', 'nodejs.cpu.time_ms']) {
  test(`when a span has ${name}, of no number or of another thing, then nothing is known of its process`, () => {
    assert.equal(processLoadOf(spanWith({ [name]: name.startsWith('nodejs') ? 'much' : 5 })), undefined);
  });
}
