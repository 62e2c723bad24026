import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aNumberUpTo, numberFrom, readOptions, refuseWords, wholeNumberFrom } from '../src/index.ts';

const options = {
  fast: { type: 'boolean', short: 'f' },
  rate: { type: 'string', takes: aNumberUpTo(10) },
  folder: { type: 'string' },
} as const;
const read = (...given: string[]) => readOptions('npm run thing', given, options);

test('when arguments are known, then their values and the words between them are given', () => {
  const { values, positionals } = read('one', '-f', '--rate=3', 'two');
  assert.deepEqual({ ...values }, { fast: true, rate: '3' });
  assert.deepEqual(positionals, ['one', 'two']);
});

for (const [given, sentence] of [
  [['--fats'], '--fats is not an argument of npm run thing; see npm run thing -- --help'],
  [['-x'], '-x is not an argument of npm run thing; see npm run thing -- --help'],
  [['--fast=yes'], '--fast=yes is not an argument of npm run thing; see npm run thing -- --help'],
  [['--rate'], '--rate takes a number above 0 and up to 10'],
  [['--rate', '--fast'], '--rate takes a number above 0 and up to 10'],
  [['--folder'], '--folder is not an argument of npm run thing; see npm run thing -- --help'],
] as const) {
  test(`when ${given.join(' ')} is given, then one sentence names it, with exit code 2`, () => {
    assert.throws(() => read(...given), { name: 'SentenceError', exitCode: 2, message: sentence });
  });
}

test('when there is a word too much, then it is refused by its name', () => {
  assert.throws(() => refuseWords('npm run thing', ['once']), { exitCode: 2, message: /^once is not an argument/ });
  refuseWords('npm run thing', []);
  assert.throws(() => refuseWords('npm run things -- one', ['once']), {
    message: /; see npm run things -- one --help$/,
  });
});

test('when a number is out of its range, or none, then that is refused', () => {
  assert.equal(numberFrom('--rate', '2.5', 10), 2.5);
  assert.equal(numberFrom('--rate', undefined, 10), undefined);
  for (const value of ['0', '-1', '10.1', 'many', '']) {
    assert.throws(() => numberFrom('--rate', value, 10), { exitCode: 2, message: /^--rate takes a number above 0/ });
  }
  assert.equal(wholeNumberFrom('--rounds', '2', 2, 4), 2);
  for (const value of ['1', '5', '2.5', '1e0', '']) {
    assert.throws(() => wholeNumberFrom('--rounds', value, 2, 4), { exitCode: 2, message: /from 2 to 4$/ });
  }
});
