import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asChange, inPercent, inWords } from '../../web/src/text/durations.ts';
import { visibleLabel, visibleText } from '../../web/src/text/visible-text.ts';

for (const [ms, words] of [
  [0, '0'],
  [0.0004, '0'],
  [0.0123, '12.3 µs'],
  [0.9994, '999 µs'],
  [0.9996, '1 ms'],
  [12.345, '12.3 ms'],
  [999.6, '1 s'],
  [1_234, '1.23 s'],
  [99_949, '99.9 s'],
  [125_000, '2 min 5 s'],
  [-5, '-5 ms'],
] as const) {
  test(`when something took ${ms} ms, then it reads ${words}`, () => {
    assert.equal(inWords(ms), words);
  });
}

test('when a difference is told, then it has its sign', () => {
  assert.deepEqual([asChange(12), asChange(-0.5)], ['+12 ms', '−500 µs']);
});

test('when a share is small, then it is not said to be nothing', () => {
  assert.deepEqual([0, 0.001, 0.5, 1].map(inPercent), ['0 %', '< 1 %', '50 %', '100 %']);
});

test('when a text would turn the direction of writing, or ring a bell, then that is seen instead', () => {
  assert.equal(visibleText('a\u202Eb\u0007c\u2066\u2029'), 'a⟨202E⟩b⟨0007⟩c⟨2066⟩⟨2029⟩');
  assert.equal(visibleText('two\nlines\tand שלום 👍'), 'two\nlines\tand שלום 👍');
});

test('when a label is long or has several lines, then it is cut and one line', () => {
  assert.equal(visibleLabel(`a\n  b${'c'.repeat(500)}`, 10), 'a bccccc…');
});
