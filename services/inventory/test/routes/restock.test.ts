import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import request from 'supertest';
import { assertProblem } from '../support/assert-problem.ts';
import { startInventory } from '../support/start-inventory.ts';

const inventory = await startInventory();
after(inventory.close);
beforeEach(() => inventory.setStock('sku-0001', 0));

const restock = (body: object) => request(inventory.admin).post('/restock').send(body);

test('when one product is restocked, then it has more pieces and the others do not', async () => {
  const { status, body } = await restock({ sku: 'sku-0001', quantity: 5 });
  assert.equal(status, 200);
  assert.deepEqual(body, { products: 1, quantity: 5 });
  assert.deepEqual(await inventory.stockOf('sku-0001'), {
    initial: 0,
    restocked: 5,
    reserved: 0,
    shipped: 0,
    available: 5,
  });
  assert.equal((await inventory.stockOf('sku-0002'))?.restocked, 0);
});

test('when no product is named, then all 600 are restocked, but not the limited edition', async () => {
  assert.deepEqual((await restock({ quantity: 1_000_000 })).body, { products: 600, quantity: 1_000_000 });
  assert.equal((await inventory.stockOf('sku-0600'))?.available, 1_010_000);
  assert.equal((await inventory.stockOf('sku-0601'))?.available, 3);
  assert.deepEqual(await inventory.unbalanced(), []);
});

test('when the limited edition is named, then it is restocked', async () => {
  assert.deepEqual((await restock({ sku: 'sku-0601', quantity: 2 })).body, { products: 1, quantity: 2 });
  assert.equal((await inventory.stockOf('sku-0601'))?.available, 5);
});

for (const [what, body, status, code] of [
  ['the product does not exist', { sku: 'sku-9999', quantity: 1 }, 404, 'unknown_product'],
  ['the quantity is 0', { quantity: 0 }, 400, 'invalid_request'],
  ['the quantity is negative', { quantity: -5 }, 400, 'invalid_request'],
  ['the quantity is too large', { quantity: 1_000_001 }, 400, 'invalid_request'],
  ['the quantity is text', { quantity: '5' }, 400, 'invalid_request'],
  ['the quantity is missing', { sku: 'sku-0001' }, 400, 'invalid_request'],
  ['a field is unknown', { quantity: 5, all: true }, 400, 'invalid_request'],
] as const) {
  test(`when ${what}, then ${status} and nothing changes`, async () => {
    const answer = await restock(body);
    assert.equal(answer.body.code, code);
    assert.equal(answer.status, status);
    assert.equal((await inventory.stockOf('sku-0001'))?.available, 0);
  });
}

test('when the body is malformed or not JSON, then that is a problem on the admin port too', async () => {
  const malformed = await request(inventory.admin).post('/restock').set('content-type', 'application/json').send('{');
  assert.equal(malformed.status, 400);
  assert.match(malformed.headers['content-type'] ?? '', /^application\/problem\+json/);
  assert.equal((await restock({}).type('form').send('quantity=5')).status, 400);
});

test('when the public port is asked to restock, then there is no such thing', async () => {
  assertProblem(await request(inventory.app).post('/restock').send({ quantity: 5 }), 404, 'not_found');
});
