import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import request from 'supertest';
import { assertProblem } from '../support/assert-problem.ts';
import { startInventory } from '../support/start-inventory.ts';

const inventory = await startInventory();
after(inventory.close);

const order = { tenant: 'main', currency: 'EUR', items: [{ sku: 'sku-0001', quantity: 2 }] };
const post = (body: object) => request(inventory.app).post('/quotes').send(body);

test('when several products are quoted, then each line and the total are exact', async () => {
  const items = [
    { sku: 'sku-0001', quantity: 2 },
    { sku: 'sku-0003', quantity: 100 },
  ];
  const { status, body } = await post({ ...order, items });
  assert.equal(status, 200);
  assert.deepEqual(body, {
    currency: 'EUR',
    lines: [
      { sku: 'sku-0001', quantity: 2, unitPriceMinor: 18_990, lineTotalMinor: 37_980 },
      { sku: 'sku-0003', quantity: 100, unitPriceMinor: 5_990, lineTotalMinor: 599_000 },
    ],
    totalMinor: 636_980,
  });
});

for (const [currency, unitPriceMinor] of [
  ['EUR', 18_990],
  ['USD', 20_699],
  ['GBP', 16_331],
] as const) {
  test(`when the currency is ${currency}, then the unit price is ${unitPriceMinor}, a whole number`, async () => {
    const { body } = await post({ ...order, currency });
    assert.equal(body.currency, currency);
    assert.equal(body.lines[0].unitPriceMinor, unitPriceMinor);
    assert.equal(body.totalMinor, 2 * unitPriceMinor);
  });
}

for (const [what, change, sku] of [
  ['does not exist', { items: [{ sku: 'sku-9999', quantity: 1 }] }, 'sku-9999'],
  ['is another storefront’s', { tenant: 'outlet', items: [{ sku: 'sku-0002', quantity: 1 }] }, 'sku-0002'],
  ['of a storefront that does not exist', { tenant: 'nobody' }, 'sku-0001'],
] as const) {
  test(`when a product ${what}, then 422 names it`, async () => {
    const answer = await post({ ...order, ...change });
    assertProblem(answer, 422, 'unknown_product');
    assert.equal(answer.body.sku, sku);
    assert.match(answer.body.detail, new RegExp(sku));
  });
}

for (const [what, change, field] of [
  ['no items', { items: [] }, 'items'],
  ['21 lines', { items: Array.from({ length: 21 }, (_, n) => ({ sku: `sku-00${n + 10}`, quantity: 1 })) }, 'items'],
  ['one sku twice', { items: [order.items[0], order.items[0]] }, 'items'],
  ['a quantity of 0', { items: [{ sku: 'sku-0001', quantity: 0 }] }, 'items.0.quantity'],
  ['a quantity of 101', { items: [{ sku: 'sku-0001', quantity: 101 }] }, 'items.0.quantity'],
  ['an unknown currency', { currency: 'CHF' }, 'currency'],
  ['an unknown field', { coupon: 'x' }, 'coupon'],
] as const) {
  test(`when the request has ${what}, then 400 names the field`, async () => {
    const answer = await post({ ...order, ...change });
    assertProblem(answer, 400, 'invalid_request');
    assert.ok(answer.body.detail.includes(field), answer.body.detail);
  });
}
