import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { repeat } from '@spanshop/shared/service';
import { silentLogger } from '@spanshop/shared/testing';

const logger = silentLogger();

test('when work is repeated, then it runs again and again, never twice at a time', async () => {
  let running = 0;
  let most = 0;
  let passes = 0;
  const work = repeat(
    'x',
    5,
    async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(10);
      running -= 1;
      passes += 1;
    },
    logger,
  );
  work.start();
  await sleep(200);
  await work.stop();
  assert.ok(passes >= 3, String(passes));
  assert.equal(most, 1);
});

test('when a pass fails, then the next one runs', async () => {
  let passes = 0;
  const work = repeat(
    'x',
    1,
    async () => {
      passes += 1;
      throw new Error('no');
    },
    logger,
  );
  work.start();
  await sleep(100);
  await work.stop();
  assert.ok(passes >= 2, String(passes));
});

test('when it is stopped in the middle of a pass, then the pass hears of it, is awaited, and is the last', async () => {
  let told = false;
  let passes = 0;
  const work = repeat(
    'x',
    1,
    async signal => {
      await sleep(50);
      told = signal.aborted;
      passes += 1;
    },
    logger,
  );
  work.start();
  await sleep(10);
  await work.stop();
  assert.equal(told, true);
  assert.equal(passes, 1);
  await sleep(30);
  assert.equal(passes, 1);
});

test('when it is stopped between two passes, then that takes no time', async () => {
  const work = repeat('x', 60_000, async () => {}, logger);
  work.start();
  await sleep(10);
  const startedAt = performance.now();
  await work.stop();
  assert.ok(performance.now() - startedAt < 500);
});

test('when it was never started, then it can be stopped', async () => {
  await repeat('x', 1, async () => {}, logger).stop();
});
