import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addNano, nanoSince, unixTimeFromMicro, unixTimeFromNano } from '../../src/model/index.ts';

test('when 64-bit nanoseconds are read, then neighbouring values stay apart', () => {
  const one = unixTimeFromNano('1790000000999999999');
  const two = unixTimeFromNano('1790000001000000000');
  assert.ok(one && two);
  assert.equal(nanoSince(1_790_000_000, two) - nanoSince(1_790_000_000, one), 1);
});

test('when microseconds carry a fraction, then it is kept to the nanosecond and never reaches a full second', () => {
  assert.deepEqual(unixTimeFromMicro(1_790_000_000_000_001), { second: 1_790_000_000, nano: 1000 });
  assert.deepEqual(unixTimeFromMicro(1_000_000.5), { second: 1, nano: 500 });
  assert.deepEqual(unixTimeFromMicro(1_999_999.9999), { second: 2, nano: 0 });
});

test('when a duration is added, then seconds carry over', () => {
  assert.deepEqual(addNano({ second: 1, nano: 900_000_000 }, 1_200_000_000), { second: 3, nano: 100_000_000 });
});

for (const value of ['', 'NaN', '-5', '1e9', '0', Number.NaN, Number.POSITIVE_INFINITY, null, {}]) {
  test(`when the time is ${JSON.stringify(value) ?? value} (${typeof value}), then there is none`, () => {
    assert.equal(unixTimeFromNano(value), undefined);
  });
}
