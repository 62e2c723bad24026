import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable } from '@spanshop/shared/errors';

for (const [what, given, shown] of [
  ['a colour and a cleared screen', '\u001b[31mred\u001b[2J', '\\u001b[31mred\\u001b[2J'],
  ['a line break and a bell', 'one\ntwo\u0007', 'one\\u000atwo\\u0007'],
  ['a turned direction of writing', 'abc\u202egnp.exe', 'abc\\u202egnp.exe'],
  ['umlauts, signs and faces', 'Zoë paid 5 € 🙂', 'Zoë paid 5 € 🙂'],
] as const) {
  test(`when a text from outside holds ${what}, then a terminal is shown it and not steered by it`, () => {
    assert.equal(printable(given), shown);
  });
}
