import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '@spanshop/analysis/statistics';
import { rateAt } from '../src/breakpoint/find-ceiling.ts';
import { createKneeSearch } from '../src/breakpoint/knee-search.ts';
import { summarizeKnees } from '../src/breakpoint/knees.ts';

/** A shop that serves so many visits per second; near that, chance decides. */
function search(capacity: number, start: number, seed: number, mostProbes?: number) {
  const random = createRandom(seed);
  const found = createKneeSearch({ start, highest: 500, ...(mostProbes ? { mostProbes } : {}) });
  let probes = 0;
  for (let rate = found.next(); rate !== undefined; rate = found.next()) {
    probes += 1;
    const noise = 1 + (random() - 0.5) * 0.06;
    found.add(rate, rate * noise < capacity);
  }
  return { knee: found.knee(), probes };
}

for (const [capacity, start] of [
  [50, 45],
  [50, 30],
  [50, 80],
  [22, 20],
  [120, 100],
] as const) {
  test(`when a shop serves ${capacity} visits a second and the search begins at ${start}, then the knee is found within 10 % by at most 7 probes`, () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { knee, probes } = search(capacity, start, seed);
      assert.ok(knee !== undefined && Math.abs(knee / capacity - 1) < 0.1, `seed ${seed}: ${knee}`);
      assert.ok(probes <= 7);
    }
  });
}

test('when no rate is too many, then there is no knee, and the highest rate is tried once', () => {
  const rates: number[] = [];
  const found = createKneeSearch({ start: 50, highest: 80 });
  for (let rate = found.next(); rate !== undefined; rate = found.next()) {
    rates.push(rate);
    found.add(rate, true);
  }
  assert.equal(rates.at(-1), 80);
  assert.equal(rates.filter(rate => rate === 80).length, 1);
  assert.equal(found.knee(), undefined);
});

test('when every rate is too many, then the search ends all the same', () => {
  assert.deepEqual(search(0.0001, 50, 1), { knee: undefined, probes: 7 });
});

test('when three searches found knees, then the middle one counts and the spread is that of all', () => {
  assert.deepEqual(summarizeKnees([50, 44, 48]), { knees: [50, 44, 48], median: 48, spread: 6 / 48 });
});

test('when one search found none, then there is no median', () => {
  assert.deepEqual(summarizeKnees([50, undefined, 48]), { knees: [50, 48] });
});

test('when the climb has gone on for a while, then its rate is known', () => {
  const climb = { startRate: 4, stages: [{ seconds: 45, rate: 120 }] };
  assert.equal(rateAt(climb, 0), 4);
  assert.equal(rateAt(climb, 22.5), 62);
  assert.equal(rateAt(climb, 45), 120);
  assert.equal(rateAt(climb, 1_000), 120);
});
