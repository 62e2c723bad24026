import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stateAt } from '../../web/src/data/loaded-state.ts';

const ofFirst = { address: '/first', value: 'first', loadedUnixMs: 1, error: undefined, isLoading: false };

test('when another address is asked for, then nothing that came from the one before is shown under it', () => {
  const { address, value, loadedUnixMs, isLoading } = stateAt(ofFirst, '/second', false);
  assert.deepEqual([address, value, loadedUnixMs, isLoading], ['/second', undefined, undefined, true]);
  assert.equal(stateAt(ofFirst, undefined, false).value, undefined);
});

test('when the same address is asked for again, or a list is narrowed, then what came stays', () => {
  assert.equal(stateAt(ofFirst, '/first', false), ofFirst);
  const { address, value, isLoading } = stateAt(ofFirst, '/second', true);
  assert.deepEqual([address, value, isLoading], ['/second', 'first', true]);
});
