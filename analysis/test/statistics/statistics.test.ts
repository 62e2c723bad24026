import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  benjaminiHochberg,
  createRandom,
  estimateDifference,
  estimatePairedDifference,
  estimateRatio,
  fisherGreater,
  fisherGreaterAcross,
  type HitTable,
  quantile,
  studentT,
  twoProportionZ,
} from '../../src/statistics/index.ts';

const close = (actual: number, expected: number, within = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

test('when quantiles are taken, then they interpolate as R does', () => {
  assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
  close(quantile([1, 2, 3, 4, 5], 0.95), 4.8);
  assert.ok(Number.isNaN(quantile([], 0.5)));
});

test('when two proportions are compared, then z matches the textbook', () => {
  close(twoProportionZ(10, 100, 30, 100), 3.5355339);
  assert.equal(twoProportionZ(0, 0, 3, 10), 0);
  assert.equal(twoProportionZ(0, 10, 0, 10), 0);
});

test('when Fisher tasted tea, then three of four right is no proof', () => {
  close(fisherGreater(3, 1, 1, 3), 0.2428571);
  close(fisherGreater(4, 0, 0, 4), 1 / 70);
});

const hitTable = fc
  .tuple(fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(12))
  .map(([hits, misses, otherHits, otherMisses]) => ({ hits, misses, otherHits, otherMisses }));

test('when there is one table, then the test across tables is Fisher’s', () => {
  fc.assert(
    fc.property(hitTable, table => {
      const { hits, misses, otherHits, otherMisses } = table;
      close(fisherGreaterAcross([table]), fisherGreater(hits, misses, otherHits, otherMisses));
    }),
  );
});

test('when there are two tables, then all ways to reach as many hits in sum are counted', () => {
  const exactly = (table: HitTable, hits: number): number => {
    const [group, all] = [table.hits + table.misses, table.hits + table.otherHits];
    const total = group + table.otherHits + table.otherMisses;
    if (hits > Math.min(group, all) || hits < Math.max(0, all - (total - group))) return 0;
    const atLeast = (k: number) => fisherGreater(k, group - k, all - k, total - group - all + k);
    return atLeast(hits) - (hits < Math.min(group, all) ? atLeast(hits + 1) : 0);
  };
  fc.assert(
    fc.property(hitTable, hitTable, (one, other) => {
      let expected = 0;
      for (let i = 0; i <= 24; i++) {
        for (let j = 0; j <= 24; j++) {
          if (i + j >= one.hits + other.hits) expected += exactly(one, i) * exactly(other, j);
        }
      }
      close(fisherGreaterAcross([one, other]), Math.min(expected, 1));
    }),
    { numRuns: 50 },
  );
});

// An endpoint that fails often is asked by the group more often: pooled, the group seems to be the reason.
test('when the group is the same as the others within each table, then nothing is found across them', () => {
  const tables = [
    { hits: 90, misses: 90, otherHits: 10, otherMisses: 10 },
    { hits: 1, misses: 19, otherHits: 9, otherMisses: 171 },
  ];
  assert.ok(fisherGreater(91, 109, 19, 181) < 1e-6);
  assert.ok(fisherGreaterAcross(tables) > 0.4);
});

test('when many tests are run, then the q-values are those of Benjamini and Hochberg', () => {
  const q = benjaminiHochberg([0.01, 0.04, 0.03, 0.005]);
  for (const [index, expected] of [0.02, 0.04, 0.04, 0.02].entries()) close(q[index] as number, expected);
});

test('when the seed is the same, then so are the numbers, and they fill the interval evenly', () => {
  const [one, two] = [createRandom(7), createRandom(7)];
  const drawn = Array.from({ length: 10_000 }, () => one());
  assert.ok(drawn.every(value => value === two() && value >= 0 && value < 1));
  close(drawn.reduce((sum, value) => sum + value, 0) / drawn.length, 0.5, 0.02);
});

test('when the quantile of Student is asked for, then it is that of the tables within one in a hundred', () => {
  const table = [
    [5, 0.95, 2.571],
    [10, 0.95, 2.228],
    [30, 0.95, 2.042],
    [1_000_000, 0.95, 1.96],
    [10, 0.99, 3.169],
    [30, 0.99, 2.75],
  ] as const;
  for (const [degrees, confidence, expected] of table) {
    assert.ok(Math.abs(studentT(degrees, confidence) / expected - 1) < 0.01, `${degrees} at ${confidence}`);
  }
});

test('when two samples differ by less than their noise, then the interval of the difference holds 0', () => {
  const { low, high } = estimateDifference([10, 12, 9, 11, 13, 10], [11, 10, 12, 9, 12, 11]);
  assert.ok(low < 0 && high > 0);
});

test('when two samples differ by far more than their noise, then the interval holds the difference and not 0', () => {
  const { difference, low, high } = estimateDifference([20, 22, 19, 21], [11, 10, 12, 9, 12, 11]);
  assert.ok(low > 0 && low < difference && difference < high);
});

test('when pairs differ by 1, 2 and 3, then the interval is the mean and 4.303 standard errors, by the table of Student', () => {
  const { difference, low, high } = estimatePairedDifference([11, 22, 33], [10, 20, 30]);
  assert.equal(difference, 2);
  const margin = 4.303 / Math.sqrt(3);
  // The expansion that stands for the table is 5 % off for so few rounds.
  assert.ok(Math.abs(high - 2 - margin) < 0.15 && Math.abs(2 - low - margin) < 0.15, `${low} to ${high}`);
});

test('when every pair has the same ratio, then it is certain', () => {
  const { ratio, low, high } = estimateRatio([2, 20], [1, 10]);
  for (const value of [ratio, low, high]) assert.ok(Math.abs(value - 2) < 1e-9);
});
