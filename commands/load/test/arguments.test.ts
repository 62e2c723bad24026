import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SentenceError } from '@spanshop/shared/errors';
import { readArguments } from '../src/arguments.ts';

test('when a scenario is named, then it is run as it is designed', () => {
  assert.deepEqual(readArguments(['smoke']), {
    what: 'run',
    scenario: 'smoke',
    options: { baseUrl: undefined, allowRemote: false, objectiveFactor: 1, seconds: undefined, rate: undefined },
  });
});

test('when a scenario is changed, then its options say so', () => {
  const given = ['steady', '--objective-factor', '0.01', '--seconds=5', '--rate', '2.5', '--allow-remote'];
  const command = readArguments([...given, '--base-url', 'http://shop.example']);
  assert.deepEqual(command.what === 'run' && command.options, {
    baseUrl: 'http://shop.example',
    allowRemote: true,
    objectiveFactor: 0.01,
    seconds: 5,
    rate: 2.5,
  });
});

for (const [given, sentence] of [
  [[], /^say what to do/],
  [['smok'], /^there is no scenario smok; there are smoke, steady/],
  [['probe'], /^there is no scenario probe/],
  [['smoke', 'steady'], /^steady is too much after smoke$/],
  [['smoke', '--seconds', '0'], /^--seconds takes a number above 0/],
  [['smoke', '--rate', 'fast'], /^--rate takes a number above 0/],
  [['smoke', '--objective-factor', '-1'], /objective-factor/],
  [['smoke', '--sec', '5'], /--sec.*see npm run load -- --help$/],
  [['compare', 'one'], /^compare takes two runs/],
  [['compare', 'one', 'two', 'three'], /^compare takes two runs/],
] as const) {
  test(`when npm run load is given ${JSON.stringify(given)}, then one sentence refuses it with exit code 2`, () => {
    assert.throws(
      () => readArguments(given),
      (error: unknown) => {
        assert.ok(error instanceof SentenceError);
        assert.equal(error.exitCode, 2);
        assert.match(error.message, sentence);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      },
    );
  });
}
