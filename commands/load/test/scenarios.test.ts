import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pickJourney } from '../../../load-tests/lib/pick-journey.ts';
import { highestRateOf, scaled, secondsOf, visitsOf } from '../../../load-tests/lib/profile.ts';
import { arrivals } from '../../../load-tests/lib/scenario-options.ts';
import { thresholdsOf } from '../../../load-tests/lib/thresholds.ts';
import { newVisitor, pickRank } from '../../../load-tests/lib/visitors.ts';

const day = { startRate: 15, stages: [{ seconds: 120, rate: 15 }] };
const spike = {
  startRate: 10,
  stages: [
    { seconds: 30, rate: 10 },
    { seconds: 5, rate: 40 },
    { seconds: 20, rate: 40 },
    { seconds: 5, rate: 10 },
    { seconds: 30, rate: 10 },
  ],
};

test('when a profile is made shorter and lower, then it keeps its shape', () => {
  const short = scaled(spike, { seconds: 9, rate: 4 });
  assert.equal(secondsOf(short), 9);
  assert.equal(highestRateOf(short), 4);
  assert.equal(short.startRate, 1);
  assert.ok(Math.abs(visitsOf(short) - visitsOf(spike) / 100) < 1e-9);
});

test('when very many visits come, then no more go on at once than the gateway takes connections', () => {
  const { maxVUs } = arrivals({ startRate: 300, stages: [{ seconds: 10, rate: 300 }] }) as { maxVUs: number };
  assert.equal(maxVUs, 900);
});

test('when an ordinary day is planned, then one visit in a hundred may be left out', () => {
  const thresholds = thresholdsOf({ browse: 100 }, day, { objectiveFactor: 0.5 });
  assert.deepEqual(
    Object.entries(thresholds).map(([metric, list]) => [metric, list.map(({ threshold }) => threshold)]),
    [
      ['http_req_duration{journey:browse}', ['p(95)<100', 'p(99)<250']],
      ['http_req_failed{journey:browse}', ['rate<0.01']],
      ['checks', ['rate>0.99']],
      ['dropped_iterations', ['count<=18']],
    ],
  );
});

test('when journeys are picked, then as often as the mix says', () => {
  const counts = { browse: 0, order: 0, look: 0, cancel: 0 };
  for (let pick = 0; pick < 1_000; pick += 1)
    counts[pickJourney({ browse: 55, order: 25, look: 15, cancel: 5 }, pick / 1_000)] += 1;
  assert.deepEqual(counts, { browse: 550, order: 250, look: 150, cancel: 50 });
});

test('when products are picked, then a few are wanted by many, and every one by somebody', () => {
  const counts = new Array<number>(600).fill(0);
  for (let pick = 0; pick < 100_000; pick += 1) {
    const rank = pickRank(600, () => pick / 100_000);
    counts[rank] = (counts[rank] ?? 0) + 1;
  }
  const firstTen = counts.slice(0, 10).reduce((sum, count) => sum + count, 0);
  assert.ok(firstTen > 30_000 && firstTen < 45_000, String(firstTen));
  assert.ok(counts.every(count => count > 0));
});

test('when visitors come, then from every storefront, with a product that is sold there', () => {
  const assortment = { main: ['sku-0001', 'sku-0002'], outlet: ['sku-0004'], studio: ['sku-0003'] };
  const seen = new Set<string>();
  for (let visitor = 0; visitor < 2_000; visitor += 1) {
    const random = () => visitor / 2_000;
    const { tenant, customerId, pickSku } = newVisitor(assortment, random);
    seen.add(tenant);
    assert.ok((assortment[tenant as keyof typeof assortment] as string[]).includes(pickSku()));
    assert.match(customerId, /^cus-\d{4}$/);
  }
  assert.deepEqual([...seen].sort(), ['main', 'outlet', 'studio']);
});
