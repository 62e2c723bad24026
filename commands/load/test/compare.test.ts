import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '@spanshop/analysis/statistics';
import { compareDigests } from '../src/compare/compare-digests.ts';
import { createDigest, type Digest } from '../src/requests/digest.ts';

/** A run of two minutes whose moments are fast or slow as a whole, as in reality. */
function run(seed: number, factor: number, perSecond = 10, seconds = 120): Digest {
  const random = createRandom(seed);
  const digest = createDigest(0);
  let moment = 1;
  for (let second = 0; second < seconds; second += 1) {
    if (second % 5 === 0) moment = 0.8 + random() * 0.4;
    for (let index = 0; index < perSecond; index += 1) {
      digest.add({
        journey: 'order',
        operation: 'POST /orders',
        status: 201,
        failed: false,
        durationMs: factor * moment * (80 + 60 * random() ** 3),
        startedUnixMs: second * 1_000 + index,
        traceId: 'x',
        sampled: true,
      });
    }
  }
  return digest.digest();
}

test('when two runs are of the same shop, then their differences are called noise nearly always', () => {
  let wrong = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const { differences } = compareDigests(run(seed, 1), run(seed + 1_000, 1));
    assert.equal(differences.length, 3);
    if (differences.some(({ verdict }) => verdict !== 'noise')) wrong += 1;
  }
  // 5 % are to be expected at most: three of sixty, and eight would come by chance once in a hundred times.
  assert.ok(wrong < 8, `${wrong} of 60`);
});

test('when the second run is a third slower, then all statistics say so, and their intervals hold the truth', () => {
  const { differences, confidence } = compareDigests(run(1, 1), run(2, 4 / 3));
  assert.equal(confidence, 0.95);
  for (const { statistic, verdict, first, low, high } of differences) {
    assert.equal(verdict, 'slower', statistic);
    assert.ok(low < first / 3 && first / 3 < high, statistic);
  }
});

test('when the second run is faster, then that is said', () => {
  assert.ok(compareDigests(run(1, 4 / 3), run(2, 1)).differences.every(({ verdict }) => verdict === 'faster'));
});

test('when a run is too short, then nothing is claimed of it', () => {
  const { differences, tooLittle } = compareDigests(run(1, 1), run(2, 5, 10, 12));
  assert.deepEqual(differences, []);
  assert.deepEqual(tooLittle, [{ journey: 'order', batches: [23, 2] }]);
});

test('when requests are few, then moments are put together until they make a percentile', () => {
  const { differences, tooLittle } = compareDigests(run(1, 1, 1), run(2, 1, 1));
  assert.deepEqual(tooLittle, []);
  assert.equal(differences.length, 3);
});
