import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currency, customerId, orderId, paymentToken, sku, tenant } from '@spanshop/shared/contracts/values';

test("when an order's id comes in capitals, then it is read as the same id in small letters", () => {
  const id = '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';
  assert.equal(orderId.parse(id.toUpperCase()), id);
  assert.equal(orderId.parse(id), id);
});

for (const [name, schema, value] of [
  ['customer', customerId, 'cus-0042'],
  ['product', sku, 'sku-0042'],
  ['storefront', tenant, 'main'],
  ['currency', currency, 'EUR'],
  ['card', paymentToken, 'tok_visa'],
] as const) {
  test(`when a ${name} is spelt in another way, then it is refused, so that two parties cannot take it for two`, () => {
    assert.equal(schema.parse(value), value);
    const otherCase = value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase();
    for (const other of [otherCase, ` ${value}`, `${value}\n`, `${value}\0`, `${value} `]) {
      assert.equal(schema.safeParse(other).success, false, JSON.stringify(other));
    }
  });
}
