import assert from 'node:assert/strict';
import { test } from 'node:test';
import { between, marksOf, moved } from '../../web/src/trace/time-range.ts';
import { linearInTime, logarithmic } from '../../web/src/traces/plot-scale.ts';
import { hasTag, toggledTag } from '../../web/src/traces/search.ts';

test('when durations differ by orders of magnitude, then each step is ten times the one before, and all lie within', () => {
  const { scale, marks } = logarithmic([0.5, 3, 4_000]);
  assert.deepEqual(marks, [1, 10, 100, 1_000]);
  for (const value of [0.5, 3, 4_000]) assert.ok(scale(value) > 0 && scale(value) < 1);
});

test('when all durations are alike, or nothing took time, then there is a scale all the same', () => {
  for (const values of [[7, 7], [0, 0], []]) {
    const { scale, marks } = logarithmic(values);
    assert.ok(Number.isFinite(scale(values[0] ?? 1)));
    assert.ok(marks.length < 10);
  }
});

test('when points in time are marked, then at round ones, and no more than there is room for', () => {
  const { scale, marks } = linearInTime([60_400, 179_000], 6);
  assert.deepEqual(marks, [60_000, 90_000, 120_000, 150_000, 180_000]);
  assert.ok(scale(60_400) > 0 && scale(179_000) < 1);
});

for (const days of [0.01, 1, 5, 6 / 1.04, 30, 365, 20_500]) {
  test(`when points lie ${days.toFixed(2)} days apart, then they are marked six times at most, beyond a day in whole days`, () => {
    const marks = linearInTime([0.02 * days * 86_400_000, 1.02 * days * 86_400_000], 6).marks;
    assert.ok(marks.length > 0 && marks.length <= 6, `${marks.length}`);
    if (days > 6) assert.ok(marks.every(mark => mark % 86_400_000 === 0));
  });
}

test('when a stretch is drawn from right to left, then it is the same as from left to right', () => {
  const range = { fromNano: 0, toNano: 1_000_000 };
  assert.deepEqual(between(range, range, 0.7, 0.2), { fromNano: 200_000, toNano: 700_000 });
  assert.deepEqual(between(range, range, 0.2, 0.7), { fromNano: 200_000, toNano: 700_000 });
});

test('when one looks closer, farther, or along, then never beyond the trace and never finer than a microsecond', () => {
  const bounds = { fromNano: 0, toNano: 1_000_000 };
  assert.deepEqual(moved(bounds, bounds, { factor: 2 }), bounds);
  assert.deepEqual(moved({ fromNano: 800_000, toNano: 1_000_000 }, bounds, { by: 1 }), {
    fromNano: 800_000,
    toNano: 1_000_000,
  });
  const closest = moved({ fromNano: 500, toNano: 501 }, bounds, { factor: 0.1 });
  assert.ok(closest.toNano - closest.fromNano >= 1_000);
});

test('when times are written above the bars, then round ones after the start of the request', () => {
  assert.deepEqual(
    marksOf({ fromNano: 4_000_000, toNano: 90_000_000 }, 4_000_000, 5),
    [4_000_000, 24_000_000, 44_000_000, 64_000_000, 84_000_000],
  );
});

test('when a tag is chosen and chosen again, then it holds and holds no more, beside the others', () => {
  const both = toggledTag('a=1', 'shop.tenant', 'two words');
  assert.equal(both, 'a=1 shop.tenant="two words"');
  assert.ok(hasTag(both, 'shop.tenant', 'two words'));
  assert.equal(toggledTag(both, 'shop.tenant', 'two words'), 'a=1');
});
