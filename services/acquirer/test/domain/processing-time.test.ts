import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawProcessingTimeMs, meanProcessingTimeMs } from '../../src/domain/processing-time.ts';

test('when many captures are processed, then their times have the mean and the deviation of the card network', () => {
  const times = Array.from({ length: 20_000 }, () => drawProcessingTimeMs(meanProcessingTimeMs));
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const deviation = Math.sqrt(times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / times.length);
  assert.ok(Math.abs(mean - 30) < 0.5, String(mean));
  assert.ok(Math.abs(deviation - 8) < 0.5, String(deviation));
  assert.ok(times.every(time => time >= 0));
});

test('when the mean is 0, then no time passes', () => {
  assert.equal(drawProcessingTimeMs(0), 0);
});
