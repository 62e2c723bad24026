import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import request from 'supertest';
import { assertProblem } from '../support/assert-problem.ts';
import { orderBody } from '../support/order-body.ts';
import { startShop } from '../support/start-shop.ts';

/** Port 1 of this machine: nobody listens there. */
const nobody = 'http://127.0.0.1:1';
const shop = await startShop({ ORDERS_URL: nobody, INVENTORY_URL: nobody });
after(shop.close);

for (const [what, path, code] of [
  ['the catalogue', '/products', 'inventory_unreachable'],
  ['a product', '/products/sku-0001', 'inventory_unreachable'],
  ['an order', `/orders/${randomUUID()}`, 'orders_unreachable'],
  ['a customer’s orders', '/customers/cus-0042/orders', 'orders_unreachable'],
] as const) {
  test(`when ${what} is asked for and the peer is down, then 503 without a word of where it is`, async () => {
    assertProblem(await request(shop.gateway).get(path), 503, code);
  });
}

test('when an order is placed and orders is down, then 503, and the key is free for the next try', async () => {
  const place = () => request(shop.gateway).post('/orders').set('idempotency-key', 'k').send(orderBody());
  assertProblem(await place(), 503, 'orders_unreachable');
  assertProblem(await place(), 503, 'orders_unreachable');
  const { rowCount } = await shop.auditor.query('SELECT FROM gateway.idempotency_keys WHERE released_at IS NULL');
  assert.equal(rowCount, 0);
});

test('when peers are down, then the gateway is ready all the same', async () => {
  assert.equal((await request(shop.gateway).get('/readyz')).status, 200);
});
