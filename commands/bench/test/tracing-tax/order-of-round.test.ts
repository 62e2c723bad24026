import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderOfRound } from '../../src/tracing-tax/turns.ts';

const ways = ['a', 'b', 'c', 'd'];

test('when rounds follow each other, then each begins one further on and every second one runs backwards', () => {
  const rounds = [0, 1, 2, 3].map(round => orderOfRound(ways, round).join(''));
  assert.deepEqual(rounds, ['abcd', 'adcb', 'cdab', 'cbad']);
});

test('when four rounds are over, then every way has come after different ones', () => {
  const orders = [0, 1, 2, 3].map(round => orderOfRound(ways, round));
  for (const way of ways) {
    const earlier = new Set(orders.map(order => order[order.indexOf(way) - 1]));
    assert.ok(earlier.size >= 2, `${way} came after ${[...earlier]}`);
  }
});
