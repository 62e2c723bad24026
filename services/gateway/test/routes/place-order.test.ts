import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import type { PlaceOrderBody } from '@spanshop/shared/contracts/gateway';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import request from 'supertest';
import { assertProblem } from '../support/assert-problem.ts';
import { orderBody } from '../support/order-body.ts';
import { startShop } from '../support/start-shop.ts';

const shop = await startShop();
after(shop.close);
let key = '';
beforeEach(() => {
  key = randomUUID();
  shop.orders.reset();
  clearSpans();
});

const place = (differences: Partial<PlaceOrderBody> = {}, idempotencyKey = key) =>
  request(shop.gateway).post('/orders').set('idempotency-key', idempotencyKey).send(orderBody(differences));
async function charges(orderId: string): Promise<unknown[]> {
  const { rows } = await shop.auditor.query('SELECT status FROM payments.charges WHERE order_id = $1', [orderId]);
  return rows.map(({ status }) => status);
}
const ordersOf = async (customerId: string) =>
  (await shop.auditor.query('SELECT id FROM orders.orders WHERE customer_id = $1', [customerId])).rowCount;

test('when an order is placed, then it is confirmed, located, priced, charged once and reserved', async () => {
  const answer = await place({ items: [{ sku: 'sku-0003', quantity: 2 }] });
  assert.equal(answer.status, 201);
  const { id, placedAt, ...order } = answer.body;
  assert.deepEqual(order, {
    customerId: 'cus-0042',
    status: 'confirmed',
    currency: 'EUR',
    totalMinor: 11_980,
    items: [{ sku: 'sku-0003', quantity: 2, unitPriceMinor: 5_990 }],
  });
  assert.ok(Math.abs(Date.parse(placedAt) - Date.now()) < 10_000);
  assert.equal(answer.get('location'), `/orders/${id}`);
  assert.equal(answer.get('idempotent-replayed'), undefined);
  assert.deepEqual((await request(shop.gateway).get(`/orders/${id}`)).body, answer.body);
  assert.deepEqual(await charges(id), ['charged']);
  const { rows } = await shop.auditor.query('SELECT status FROM inventory.reservations WHERE order_id = $1', [id]);
  assert.deepEqual(rows, [{ status: 'reserved' }]);
});

test('when an order is placed, then orders gets it with id, tenant and tier, and the baggage says both', async () => {
  const { body } = await place();
  const [sent] = shop.orders.requests;
  assert.deepEqual(JSON.parse(sent?.body ?? ''), {
    orderId: body.id,
    tenant: 'main',
    customerTier: 'silver',
    ...orderBody(),
  });
  assert.equal(sent?.headers['baggage'], 'shop.tenant=main,shop.customer_tier=silver');
  assert.ok(Number(sent?.headers['x-timeout-ms']) <= 5_000);
});

test('when an order is placed, then the server span tells of it, by the opaque customer id alone', async () => {
  const { body } = await place();
  const spans = await waitForSpans(all =>
    all.some(span => span.attributes['http.route'] === '/orders' && span.kind === 1),
  );
  const span = spans.findLast(({ name, kind }) => name === 'POST /orders' && kind === 1);
  assert.equal(span?.attributes['shop.order.id'], body.id);
  assert.equal(span?.attributes['shop.order.status'], 'confirmed');
  assert.equal(span?.attributes['shop.order.total_minor'], 18_990);
  assert.equal(span?.attributes['user.id'], 'cus-0042');
  assert.equal(span?.attributes['shop.customer_tier'], 'silver');
  for (const { attributes, events } of spans) {
    const text = JSON.stringify([attributes, events]);
    assert.doesNotMatch(text, /tok_visa/);
  }
});

for (const [what, differences, status, code, orderStatus] of [
  ['the card is declined', { paymentToken: 'tok_declined' }, 402, 'payment_declined', 'rejected'],
  [
    'the risk check declines',
    { items: Array.from({ length: 11 }, (_, n) => ({ sku: `sku-00${n + 10}`, quantity: 100 })) },
    402,
    'risk_declined',
    'rejected',
  ],
  ['a product does not exist', { items: [{ sku: 'sku-9999', quantity: 1 }] }, 422, 'unknown_product', 'rejected'],
] as const) {
  test(`when ${what}, then ${status} with the order's id, which nothing is charged or reserved for`, async () => {
    const answer = await place(differences as unknown as Partial<PlaceOrderBody>);
    assertProblem(answer, status, code);
    const { orderId } = answer.body;
    const found = await request(shop.gateway).get(`/orders/${orderId}`);
    assert.equal(found.body.status, orderStatus);
    assert.equal(found.body.reason, code);
    assert.equal((await charges(orderId)).includes('charged'), false);
    const { rows } = await shop.auditor.query(
      "SELECT FROM inventory.reservations WHERE order_id = $1 AND status <> 'released'",
      [orderId],
    );
    assert.equal(rows.length, 0);
    const again = await place(differences as unknown as Partial<PlaceOrderBody>);
    assertProblem(again, status, code);
    assert.equal(again.body.orderId, orderId, 'the same key tells of the same order');
    assert.equal(again.get('idempotent-replayed'), 'true');
  });
}

test('when stock is gone, then 409 with the order’s id, and nothing is charged', async () => {
  await shop.setStock('sku-0600', 1);
  const answer = await place({ items: [{ sku: 'sku-0600', quantity: 2 }] });
  assertProblem(answer, 409, 'out_of_stock');
  const { orderId } = answer.body;
  assert.equal((await request(shop.gateway).get(`/orders/${orderId}`)).body.status, 'rejected');
  assert.equal((await charges(orderId)).includes('charged'), false);
});

test('when the customer does not exist, then 422, and no order', async () => {
  assertProblem(await place({ customerId: 'cus-9999' }), 422, 'unknown_customer');
  assert.equal(shop.orders.requests.length, 0);
});

test('when a key is used again for the same order, then its present state comes and nothing is charged again', async () => {
  const first = await place();
  const second = await place();
  assert.equal(second.status, 201);
  assert.equal(second.get('idempotent-replayed'), 'true');
  assert.deepEqual(second.body, first.body);
  await request(shop.gateway).post(`/orders/${first.body.id}/cancel`);
  assert.equal((await place()).body.status, 'cancelled');
  assert.equal((await charges(first.body.id)).length, 1);
});

test('when a key is used again for another order, then 422, and no order', async () => {
  await place();
  const before = await ordersOf('cus-0042');
  assertProblem(await place({ currency: 'USD' }), 422, 'idempotency_key_reused');
  assert.equal(await ordersOf('cus-0042'), before);
});

test('when two storefronts use the same key, then these are two orders', async () => {
  const one = await place();
  const other = await request(shop.gateway)
    .post('/orders')
    .set({ 'idempotency-key': key, 'x-tenant': 'outlet' })
    .send(orderBody({ customerId: 'cus-1042' }));
  assert.equal(other.status, 201);
  assert.notEqual(other.body.id, one.body.id);
});

test('when the same key comes 20 times at once, then there is one order and one charge', async () => {
  const before = (await ordersOf('cus-0043')) ?? 0;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      fetch(`${shop.url}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(orderBody({ customerId: 'cus-0043' })),
      }),
    ),
  );
  const placed = answers.filter(({ status }) => status === 201);
  assert.ok(placed.length >= 1);
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    assert.equal(answer.status, 409);
    assert.equal(answer.headers.get('retry-after'), '1');
    assert.equal(((await answer.json()) as { code: string }).code, 'request_running');
  }
  assert.equal(await ordersOf('cus-0043'), before + 1);
  const { id } = (await placed[0]?.json()) as { id: string };
  assert.deepEqual(await charges(id), ['charged']);
});

test('when orders refuses, then its words are passed on and the key is free again', async () => {
  const problem = { type: 'x', title: 'x', status: 409, code: 'busy', detail: 'Come again.' };
  const headers = { 'content-type': 'application/problem+json' };
  shop.orders.when('POST', /^\/orders$/, { do: 'answer', status: 409, body: problem, headers }, 1);
  assertProblem(await place(), 409, 'busy');
  const answer = await place();
  assert.equal(answer.status, 201);
  assert.equal(answer.get('idempotent-replayed'), undefined);
});

test('when the order failed, then 503 with the order’s id, and no word of why', async () => {
  let id = '';
  const body = (asked: { body: string }) => {
    const { orderId, tenant, customerId, currency } = JSON.parse(asked.body);
    id = orderId;
    const failed = { id, tenant, customerId, currency, status: 'failed', reason: 'payments_unavailable' };
    return { ...failed, totalMinor: 0, items: [], placedAt: new Date().toISOString() };
  };
  shop.orders.when('POST', /^\/orders$/, { do: 'answer', status: 201, body });
  const answer = await place();
  assertProblem(answer, 503, 'payments_unavailable');
  assert.equal(answer.body.orderId, id);
  assert.match(id, /./);
});
