import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '@spanshop/labs/catalogue';
import { planGameDay } from '../../src/game-day/index.ts';

test('when two people play with one seed, then the same things go wrong at the same moments', () => {
  assert.deepEqual(planGameDay(catalogue, 5, 30), planGameDay(catalogue, 5, 30));
  assert.notDeepEqual(planGameDay(catalogue, 5, 30), planGameDay(catalogue, 6, 30));
});

test('when a game day is planned, then its rounds fill the time, each after a pause, and no fault comes twice', () => {
  for (const minutes of [1, 15, 60]) {
    const rounds = planGameDay(catalogue, 1, minutes);
    const lastsMs = rounds.reduce((sum, round) => sum + round.pauseMs + round.lastsMs, 0);
    assert.ok(Math.abs(lastsMs - minutes * 60_000) < rounds.length, `${lastsMs} ms`);
    assert.equal(new Set(rounds.map(({ fault }) => fault.name)).size, rounds.length);
    for (const round of rounds) assert.ok(round.pauseMs > 0 && round.pauseMs < round.lastsMs);
  }
});

test('when the time is short, then there is one round, and when it is longer than all faults need, each comes once', () => {
  assert.equal(planGameDay(catalogue, 1, 0.5).length, 1);
  const felt = catalogue.filter(({ sort }) => sort === 'performance');
  assert.equal(planGameDay(catalogue, 1, 480).length, Math.min(felt.length, 96));
});
