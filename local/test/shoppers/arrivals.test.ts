import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startArrivals } from '../../src/shoppers/arrivals.ts';

test('when the loop was blocked, then those who were due meanwhile come at once', async () => {
  let arrived = 0;
  const stop = startArrivals(200, () => {
    arrived += 1;
  });
  await sleep(20);
  const blockedUntil = performance.now() + 500;
  while (performance.now() < blockedUntil);
  await sleep(20);
  stop();
  // 108 are expected; so far from it a Poisson stream is once in many billions.
  assert.ok(arrived > 50 && arrived < 180, `${arrived} arrivals`);
  const sofar = arrived;
  await sleep(50);
  assert.equal(arrived, sofar);
});
