import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readArguments } from '../src/arguments.ts';

const refused: readonly (readonly [string, RegExp])[] = [
  ['', /say what to do/],
  ['sing', /^sing is nothing that npm run lab does/],
  ['show', /say which/],
  ['run', /say which/],
  ['run no-such-fault', /there is no fault no-such-fault; npm run lab -- list names them/],
  ['start no-such-fault', /there is no fault no-such-fault/],
  ['run n-plus-one and-more', /and-more is not an argument/],
  ['on n-plus-one --magnitude 4', /--magnitude takes 1, 2 or 3/],
  ['run n-plus-one --magnitude high', /--magnitude takes 1, 2 or 3/],
  ['run n-plus-one --seed -1', /--seed takes a whole number/],
  ['run n-plus-one --seed 1.5', /--seed takes a whole number/],
  ['run n-plus-one --seconds 0', /--seconds takes a number above 0/],
  ['on missing-index --tenant outlet', /missing-index cannot be confined to one storefront: an index/],
  ['on n-plus-one --share 10%', /cannot be confined to a share of customers/],
  ['on lost-context --share 0', /--share takes a whole number of percent/],
  ['on lost-context --share 5 --tenant outlet', /exclude each other/],
  ['on n-plus-one --tenant Outlet!', /--tenant takes the name of a storefront/],
  ['off n-plus-one --tenant outlet', /--tenant is not for off/],
  ['run n-plus-one --share 10%', /--share is not for run/],
  ['on n-plus-one --seconds 60', /--seconds is not for on/],
  ['game-day --seed 1 --minutes 9 --magnitude 3', /--magnitude is not for game-day/],
  ['hint now', /now is not an argument/],
  ['answer', /say what you found/],
  ['answer inventory n-plus-one', /say what you found/],
  ['answer warehouse POST /quotes n-plus-one', /there is no service warehouse; there are .*inventory/],
  ['answer inventory POST /quotes gremlins', /there is no kind gremlins; there are .*n-plus-one/],
];
for (const [typed, sentence] of refused) {
  test(`when somebody types "${typed}", then it is refused in one sentence with exit code 2`, () => {
    const words = typed.split(' ').filter(Boolean);
    assert.throws(() => readArguments(words), { name: 'SentenceError', exitCode: 2, message: sentence });
  });
}

test('when an answer is given, then its operation needs no quotes', () => {
  const answer = { service: 'inventory', operation: 'POST /quotes', kind: 'n-plus-one' };
  assert.deepEqual(readArguments(['answer', 'inventory', 'POST', '/quotes', 'n-plus-one']), { what: 'answer', answer });
  assert.deepEqual(readArguments(['answer', 'inventory', 'POST /quotes', 'n-plus-one']), { what: 'answer', answer });
});

test('when nothing is said, then an experiment has magnitude 2 and seed 1, and a blind lab any fault', () => {
  const { fault, ...run } = readArguments(['run', 'n-plus-one']) as { fault: { name: string } };
  assert.equal(fault.name, 'n-plus-one');
  const usual = { magnitude: 2, seconds: undefined, visitsPerSecond: undefined };
  assert.deepEqual(run, { what: 'run', ...usual, seed: 1 });
  const { seed, ...start } = readArguments(['start']) as { seed?: number };
  assert.deepEqual(start, { what: 'start', wish: 'random', ...usual });
  assert.ok(Number.isInteger(seed));
});
