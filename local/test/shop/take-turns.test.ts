import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createTurns } from '../../src/shop/take-turns.ts';

function threeWorkers() {
  const turns = createTurns(2);
  const begun: number[] = [];
  const ends = [0, 1, 2].map(() => Promise.withResolvers<void>());
  const done = ends.map(({ promise }, index) =>
    turns.take(() => {
      begun.push(index);
      return promise;
    }),
  );
  return { turns, begun, ends, done };
}

test('when turns are taken, then so many are at work at once, in the order in which they asked', async () => {
  const { begun, ends, done } = threeWorkers();
  await nextTurn();
  assert.deepEqual(begun, [0, 1]);
  ends[1]?.resolve();
  await done[1];
  await nextTurn();
  assert.deepEqual(begun, [0, 1, 2]);
});

test('when a turn fails, then the next begins all the same', async () => {
  const { begun, ends, done } = threeWorkers();
  ends[0]?.reject(new Error('no'));
  await assert.rejects(done[0] as Promise<void>, /no/);
  await nextTurn();
  assert.deepEqual(begun, [0, 1, 2]);
});

test('when the turns are opened, then nobody waits any more', async () => {
  const { turns, begun } = threeWorkers();
  turns.open();
  await nextTurn();
  assert.deepEqual(begun, [0, 1, 2]);
});
