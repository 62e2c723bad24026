import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readArguments } from '../../src/tracing-tax/arguments.ts';

test('when nothing is said, then there are six rounds of 300 checkouts', () => {
  assert.deepEqual(readArguments([]), { help: false, rounds: 6, checkouts: 300, before: undefined });
});

test('when rounds, checkouts and another copy are named, then they count', () => {
  const given = ['--rounds', '12', '--checkouts=50', '--before', '../other'];
  assert.deepEqual(readArguments(given), { help: false, rounds: 12, checkouts: 50, before: '../other' });
});

for (const given of [
  ['--rounds', '1'],
  ['--rounds', '6.5'],
  ['--checkouts', 'many'],
  ['--fast'],
  ['more'],
  ['--rounds'],
]) {
  test(`when ${given.join(' ')} is given, then one sentence says what is wrong, with exit code 2`, () => {
    assert.throws(() => readArguments(given), { name: 'SentenceError', exitCode: 2, message: /^[^\n]+$/ });
  });
}
