import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createWallClock } from '../../src/telemetry/refinements/precise-start.ts';

const now = 1_795_000_000_000;

/** Steps of a true time: what passes before each reading, and how far the wall clock is moved by then, in milliseconds. */
const steps = (jumps: fc.Arbitrary<number>) =>
  fc.array(fc.record({ passesMs: fc.double({ min: 0, max: 50, noNaN: true }), jumpMs: jumps }), {
    minLength: 1,
    maxLength: 200,
  });

/** The wall clock runs by its own rate and is read in whole milliseconds; the monotonic clock runs true. */
function readings(taken: readonly { passesMs: number; jumpMs: number }[], rate: number, head: number) {
  let passed = 0;
  let wall = now;
  const read = createWallClock(
    () => Math.floor(wall),
    () => passed,
    now + head,
  );
  return taken.map(({ passesMs, jumpMs }) => {
    passed += passesMs;
    wall += passesMs * rate + jumpMs;
    return { read: read().wallMs, wall: Math.floor(wall), passed };
  });
}

const rates = fc.double({ min: 0.999, max: 1.001, noNaN: true });
const heads = fc.double({ min: -5_000, max: 5_000, noNaN: true });

test('when the wall clock drifts or jumps, then every reading lies in the millisecond that it names', () => {
  const jumps = fc.oneof(fc.constant(0), fc.integer({ min: -10_000, max: 10_000 }));
  fc.assert(
    fc.property(steps(jumps), rates, heads, (taken, rate, head) => {
      for (const { read, wall } of readings(taken, rate, head)) {
        assert.ok(read >= wall, `${read} before ${wall}`);
        assert.ok(read < wall + 1, `${read} after ${wall}`);
      }
    }),
  );
});

test('when the wall clock drifts but never goes back, then neither do the readings', () => {
  const jumps = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10_000 }));
  fc.assert(
    fc.property(steps(jumps), rates, heads, (taken, rate, head) => {
      let last = 0;
      for (const { read } of readings(taken, rate, head)) {
        assert.ok(read >= last, `${read} after ${last}`);
        last = read;
      }
    }),
  );
});

test('when both clocks agree, then readings differ by what passed between them', () => {
  fc.assert(
    fc.property(steps(fc.constant(0)), taken => {
      const all = readings(taken, 1, 0);
      for (const { read, passed } of all) assert.ok(Math.abs(read - now - passed) < 0.01, `${read} at ${passed}`);
    }),
  );
});

test('when the process loses the processor between two readings, then the clocks are not taken to disagree', () => {
  let passed = 0.5;
  let stolenMs = 0;
  const read = createWallClock(
    () => {
      const millisecond = Math.floor(now + passed);
      passed += stolenMs;
      return millisecond;
    },
    () => passed,
    now,
  );
  read();
  stolenMs = 7;
  assert.ok(Math.abs(read().wallMs - (now + passed)) < 0.01);
  stolenMs = 0;
  assert.ok(Math.abs(read().wallMs - (now + passed)) < 0.01);
});
