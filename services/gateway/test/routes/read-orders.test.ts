import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import request from 'supertest';
import { assertProblem } from '../support/assert-problem.ts';
import { orderBody } from '../support/order-body.ts';
import { startShop } from '../support/start-shop.ts';

const shop = await startShop();
after(shop.close);

const get = (path: string) => request(shop.gateway).get(path);
async function place(customerId: string): Promise<string> {
  const answer = await request(shop.gateway)
    .post('/orders')
    .set('idempotency-key', randomUUID())
    .send(orderBody({ customerId }));
  assert.equal(answer.status, 201);
  return answer.body.id;
}

test('when a customer’s orders are read in pages, then each comes once, the newest first', async () => {
  const placed: string[] = [];
  for (let count = 0; count < 7; count += 1) placed.push(await place('cus-0101'));
  const read: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const { status, body } = await get(`/customers/cus-0101/orders?limit=3${cursor && `&cursor=${cursor}`}`);
    assert.equal(status, 200);
    read.push(...body.orders.map(({ id }: { id: string }) => id));
    assert.ok(body.orders.every((order: object) => !('tenant' in order)));
    cursor = body.nextCursor;
  }
  assert.deepEqual(read, placed.toReversed());
});

test('when a customer has no orders, then the page is empty and the last', async () => {
  assert.deepEqual((await get('/customers/cus-0102/orders')).body, { orders: [] });
});

test('when a confirmed order is cancelled, then it is cancelled, refunded and given back, however often', async () => {
  const id = await place('cus-0103');
  for (let count = 0; count < 2; count += 1) {
    const { status, body } = await request(shop.gateway).post(`/orders/${id}/cancel`);
    assert.equal(status, 200);
    assert.equal(body.status, 'cancelled');
    assert.equal('tenant' in body, false);
  }
  const charge = await shop.auditor.query('SELECT status FROM payments.charges WHERE order_id = $1', [id]);
  assert.deepEqual(charge.rows, [{ status: 'voided' }]);
  const reservation = await shop.auditor.query('SELECT status FROM inventory.reservations WHERE order_id = $1', [id]);
  assert.deepEqual(reservation.rows, [{ status: 'released' }]);
});

test('when an order is rejected, then it cannot be cancelled, and 409 says what it is', async () => {
  const rejected = await request(shop.gateway)
    .post('/orders')
    .set('idempotency-key', randomUUID())
    .send(orderBody({ customerId: 'cus-0104', paymentToken: 'tok_declined' }));
  const answer = await request(shop.gateway).post(`/orders/${rejected.body.orderId}/cancel`);
  assertProblem(answer, 409, 'not_cancellable');
  assert.match(answer.body.detail, /rejected/);
});

test('when the catalogue is read through the gateway in pages, then each product comes once', async () => {
  const skus: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const { body } = await get(`/products?limit=100${cursor && `&cursor=${cursor}`}`);
    skus.push(...body.products.map(({ sku }: { sku: string }) => sku));
    cursor = body.nextCursor;
  }
  assert.equal(skus.length, 601);
  assert.equal(new Set(skus).size, 601);
});
