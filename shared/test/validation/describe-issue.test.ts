import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOrderBody } from '@spanshop/shared/contracts/gateway';
import { AppError } from '@spanshop/shared/errors';
import { validate } from '@spanshop/shared/http';

const good = {
  customerId: 'cus-0001',
  currency: 'EUR',
  paymentToken: 'tok_visa',
  items: [{ sku: 'sku-0001', quantity: 1 }],
};

function detailOf(body: unknown): string {
  try {
    validate(placeOrderBody, body, 'body');
  } catch (error) {
    assert.ok(error instanceof AppError);
    assert.equal(error.status, 400);
    return error.message;
  }
  return assert.fail('the body was accepted');
}

for (const [what, change, detail] of [
  ['a field is missing', { currency: undefined }, 'body.currency: is missing'],
  ['text is expected', { customerId: 7 }, 'body.customerId: expected text'],
  ['one of a few is expected', { currency: 'XXX' }, 'body.currency: expected EUR or USD or GBP'],
  ['a list is empty', { items: [] }, 'body.items: expected at least 1 entries'],
  ['a list is none', { items: 'all' }, 'body.items: expected a list'],
  [
    'a number is fractional',
    { items: [{ sku: 'sku-0001', quantity: 1.5 }] },
    'body.items.0.quantity: expected a whole number',
  ],
  [
    'a number is too small',
    { items: [{ sku: 'sku-0001', quantity: -1 }] },
    'body.items.0.quantity: expected at least 1',
  ],
  ['a field is unknown', { coupon: 'x' }, 'body: has no field "coupon"'],
] as const) {
  test(`when ${what}, then the detail names the field in plain words`, () => {
    assert.equal(detailOf({ ...good, ...change }), detail);
  });
}

test('when the body is no object, then the detail says so', () => {
  assert.equal(detailOf([]), 'body: expected an object');
  assert.match(detailOf(undefined), /^body\.customerId: is missing; /);
});

test('when a body has thousands of unknown fields, then the detail stays short', () => {
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field${index}`, index]));
  assert.ok(detailOf({ ...good, ...many }).length < 300);
});

test('when more than ten things are wrong, then ten of them are named', () => {
  const items = Array.from({ length: 20 }, () => ({ sku: 'sku', quantity: 0 }));
  assert.equal(detailOf({ ...good, items }).split('; ').length, 10);
});
