import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeCursor, encodeCursor } from '@spanshop/shared/contracts/cursor';
import { sku } from '@spanshop/shared/contracts/values';
import { AppError } from '@spanshop/shared/errors';
import fc from 'fast-check';
import { z } from 'zod';

const skuKey = z.tuple([sku]);
const refused = (error: unknown) =>
  error instanceof AppError && error.status === 400 && error.code === 'invalid_cursor';

test('when a cursor is read again, then it is the key that it was made of', () => {
  const texts = z.tuple([z.string(), z.string()]);
  fc.assert(
    fc.property(fc.tuple(fc.string(), fc.string()), key => {
      assert.deepEqual(decodeCursor(encodeCursor(key), texts), key);
      assert.match(encodeCursor(key), /^[\w-]+$/);
    }),
  );
});

test('when a cursor is anything else, then it is refused and nothing else happens', () => {
  fc.assert(fc.property(fc.string(), text => assert.throws(() => decodeCursor(text, skuKey), refused)));
  for (const key of [[], ['sku-0001', 'x'], ['\u0000'], ["'; DROP TABLE products"], ['sku-1']])
    assert.throws(() => decodeCursor(encodeCursor(key), skuKey), refused, JSON.stringify(key));
  for (const json of ['{"0":"sku-0001","length":1}', '[1]', 'null', '"sku-0001"', '[["sku-0001"]]'])
    assert.throws(() => decodeCursor(Buffer.from(json).toString('base64url'), skuKey), refused, json);
});
