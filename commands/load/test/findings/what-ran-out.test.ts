import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatRanOut } from '../../src/findings/what-ran-out.ts';
import type { ResourcePoint } from '../../src/metrics/watch-resources.ts';

const calm = { processors: 0.2, loopShare: 0.3, poolShare: 0.1, poolWaiting: 0, queries: 0.5 };
const processors = 2;

interface Seconds {
  hostShare?: number;
  gateway?: Partial<typeof calm>;
  orders?: Partial<typeof calm>;
}

/** Looks, one a second, each like those that hold from its second on. */
function run(seconds: number, changes: Readonly<Record<number, Seconds>>): ResourcePoint[] {
  let now: Seconds = {};
  return Array.from({ length: seconds }, (_, second) => {
    now = changes[second] ?? now;
    return {
      unixMs: 1_000_000 + second * 1_000,
      hostShare: now.hostShare ?? 0.4,
      k6Processors: 0.1,
      services: { gateway: { ...calm, ...now.gateway }, orders: { ...calm, ...now.orders } },
    };
  });
}

const found = (points: readonly ResourcePoint[]) =>
  whatRanOut(points, 1_000_000, processors).map(({ what, service, fromSeconds }) => [what, service, fromSeconds]);

for (const [what, seconds, expected] of [
  ['the event loop of one', { gateway: { loopShare: 0.99 } }, ['event loop', 'gateway', 5]],
  ['the pool of one', { orders: { poolShare: 1, poolWaiting: 2 } }, ['pool', 'orders', 5]],
  ['the database', { orders: { queries: 4 } }, ['database', undefined, 5]],
  ['the machine', { hostShare: 0.97 }, ['machine', undefined, 5]],
] as const satisfies readonly (readonly [string, Seconds, unknown])[]) {
  test(`when ${what} is at its limit, then that has run out`, () => {
    assert.deepEqual(found(run(20, { 5: seconds })), [expected]);
  });
}

test('when one runs out after another, then the first comes first', () => {
  const points = run(30, {
    5: { orders: { poolShare: 1, poolWaiting: 1 } },
    9: { orders: { poolShare: 1, poolWaiting: 1 }, gateway: { loopShare: 1 } },
    15: { orders: { poolShare: 1, poolWaiting: 1 }, gateway: { loopShare: 1 }, hostShare: 1 },
  });
  assert.deepEqual(found(points), [
    ['pool', 'orders', 5],
    ['event loop', 'gateway', 9],
    ['machine', undefined, 15],
  ]);
});

test('when several run out at once, then what the others depend on comes first', () => {
  const all = { loopShare: 1, poolShare: 1, poolWaiting: 3, queries: 9 };
  assert.deepEqual(
    found(run(20, { 5: { gateway: all, hostShare: 1 } })).map(([what]) => what),
    ['machine', 'event loop', 'pool', 'database'],
  );
});

test('when something is short for a moment only, then it has not run out', () => {
  const points = run(20, { 5: { hostShare: 1 }, 7: {}, 10: { gateway: { loopShare: 1 } }, 12: {} });
  assert.deepEqual(found(points), []);
});

test('when the machine has run out, then it is said who used it while it was', () => {
  const [machine] = whatRanOut(run(20, { 5: { hostShare: 1 }, 12: {} }), 1_000_000, processors);
  assert.equal(
    machine?.how,
    '100 % busy: of 2 processors the services used 0.4, k6 0.1, the database and everything else 1.5',
  );
});
