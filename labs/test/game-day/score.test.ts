import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault } from '@spanshop/shared/faults';
import { scoreOf } from '../../src/game-day/index.ts';

const fault = {
  name: 'n-plus-one',
  truth: { service: 'stock', operation: 'POST /quotes', kind: 'n-plus-one', path: [] },
} as unknown as Fault;

const answer = (service: string, operation: string, kind: string, afterMs = 1_000) => ({
  service,
  operation,
  kind,
  afterMs,
});
const right = answer('stock', 'POST /quotes', 'n-plus-one', 90_000);

const games = [
  ['all at once', [right], 0, 100],
  ['nothing', [], 0, 0],
  ['all, with two hints', [right], 2, 80],
  ['all, after a wrong answer', [answer('front', 'POST /orders', 'n-plus-one'), right], 0, 95],
  ['the service alone', [answer('stock', 'GET /products', 'slow-query')], 0, 25],
  ['service and operation', [answer('stock', 'POST /quotes', 'slow-query')], 0, 65],
  ['the kind of another service', [answer('front', 'POST /orders', 'n-plus-one')], 0, 0],
  ['less than the hints cost', [answer('stock', 'GET /products', 'slow-query')], 3, 0],
] as const;
for (const [what, answers, hints, points] of games) {
  test(`when somebody names ${what}, then that is worth ${points} points`, () => {
    assert.equal(scoreOf(fault, { answers: [...answers], hints }).points, points);
  });
}

test('when a round is found, then its time is that of the right answer', () => {
  assert.equal(scoreOf(fault, { answers: [answer('a', 'b', 'c'), right], hints: 0 }).foundAfterMs, 90_000);
  assert.equal(scoreOf(fault, { answers: [answer('stock', 'b', 'c')], hints: 0 }).foundAfterMs, undefined);
});
