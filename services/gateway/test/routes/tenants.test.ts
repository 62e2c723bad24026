import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import request from 'supertest';
import { assertProblem } from '../support/assert-problem.ts';
import { orderBody } from '../support/order-body.ts';
import { startShop } from '../support/start-shop.ts';

const shop = await startShop();
after(shop.close);
beforeEach(() => {
  shop.inventory.reset();
  clearSpans();
});

const get = (path: string, tenant?: string) => {
  const client = request(shop.gateway).get(path);
  return tenant === undefined ? client : client.set('x-tenant', tenant);
};

for (const [tenant, expected] of [
  [undefined, 'main'],
  ['main', 'main'],
  ['outlet', 'outlet'],
  ['studio', 'studio'],
] as const) {
  test(`when x-tenant is ${tenant ?? 'absent'}, then ${expected}'s shop is asked, in query, baggage and spans`, async () => {
    assert.equal((await get('/products', tenant)).status, 200);
    const [seen] = shop.inventory.requests;
    assert.match(seen?.path ?? '', new RegExp(`tenant=${expected}`));
    assert.equal(seen?.headers['baggage'], `shop.tenant=${expected}`);
    const spans = await waitForSpans(all => all.some(span => span.kind === 1 && span.attributes['shop.tenant']));
    assert.ok(spans.some(span => span.kind === 1 && span.attributes['shop.tenant'] === expected));
  });
}

for (const tenant of ['nobody', 'MAIN', '', 'main,outlet', 'main; DROP TABLE', '__proto__', 'x'.repeat(100)]) {
  test(`when x-tenant is "${tenant.slice(0, 20)}", then 400 and nobody is asked`, async () => {
    const answer = await get('/products', tenant);
    assertProblem(answer, 400, 'unknown_tenant');
    assert.match(answer.body.detail, /x-tenant/);
    assert.equal(shop.inventory.requests.length, 0);
  });
}

test('when a product is another storefront’s, then it is not there', async () => {
  assert.equal((await get('/products/sku-0002', 'studio')).status, 404);
  assert.equal((await get('/products/sku-0002', 'main')).status, 200);
});

test('when a customer is another storefront’s, then he is not there, and cannot order', async () => {
  assertProblem(await get('/customers/cus-0042/orders', 'outlet'), 404, 'unknown_customer');
  const order = request(shop.gateway).post('/orders').set({ 'idempotency-key': 'k', 'x-tenant': 'outlet' });
  assertProblem(await order.send(orderBody()), 422, 'unknown_customer');
});

test('when an order is another storefront’s, then it is not there, and cannot be cancelled', async () => {
  const placed = await request(shop.gateway).post('/orders').set('idempotency-key', 'mine').send(orderBody());
  assert.equal(placed.status, 201);
  assertProblem(await get(`/orders/${placed.body.id}`, 'outlet'), 404, 'unknown_order');
  const cancel = request(shop.gateway).post(`/orders/${placed.body.id}/cancel`).set('x-tenant', 'outlet');
  assertProblem(await cancel, 404, 'unknown_order');
  assert.equal((await get(`/orders/${placed.body.id}`)).body.status, 'confirmed');
});
