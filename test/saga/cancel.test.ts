import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInvariants } from '../support/audit.ts';
import { hasSaga, holdings, orderEnd } from '../support/order-end.ts';
import { cancel, declinedToken, findOrder, orderRequest, place, post } from '../support/requests.ts';
import { sagaTrace } from '../support/saga-trace.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

const shop = await useShop({ patient: true });

async function confirmedOrder(): Promise<string> {
  const { data } = await place(shop, orderRequest());
  assert.equal(data.status, 'confirmed');
  shop.reset();
  return data.id;
}

test('when a confirmed order is cancelled, then the money and the pieces go back', async () => {
  const orderId = await confirmedOrder();
  const { status, data } = await cancel(shop, orderId);
  assert.deepEqual([status, data.status, data.id], [200, 'cancelled', orderId]);
  assert.equal(await hasSaga(shop, orderId), false);
  assert.equal(await holdings(shop, orderId), 'reservation released, charge voided, capture reversed, 1 messages');
  await assertInvariants(shop);

  assert.deepEqual(
    shop.toPayments.requests.map(({ path }) => path),
    [`/charges/${orderId}/void`],
  );
  const { steps, error } = await sagaTrace('cancel order', orderId);
  assert.equal(steps, 'release stock, void charge, end order');
  assert.equal(error, undefined);
});

for (const [whose, cancelUrl] of [
  ['the customer', (orderId: string) => `${shop.urls.gateway}/orders/${orderId}/cancel`],
  ['the gateway', (orderId: string) => `${shop.urls.orders}/orders/${orderId}/cancel?tenant=main`],
] as const) {
  test(`when ${whose} writes the order's id in capitals, then cancelling it gives the money and the pieces back`, async () => {
    const orderId = await confirmedOrder();
    const { status, data } = await post(cancelUrl(orderId.toUpperCase()));
    assert.deepEqual([status, data.status, data.id], [200, 'cancelled', orderId]);
    assert.equal(await holdings(shop, orderId), 'reservation released, charge voided, capture reversed, 1 messages');
    await assertInvariants(shop);
  });
}

test("when payments and inventory get an order's id in capitals, then they undo what they hold for that order", async () => {
  const orderId = await confirmedOrder();
  const name = orderId.toUpperCase();
  const voided = await post(`${shop.urls.payments}/charges/${name}/void`);
  const released = await post(`${shop.urls.inventory}/reservations/${name}/release`);
  assert.deepEqual([voided.data, released.data.orderId], [{ orderId, status: 'voided' }, orderId]);
  assert.equal(await holdings(shop, orderId), 'reservation released, charge voided, capture reversed, 1 messages');
  assert.equal((await cancel(shop, orderId)).status, 200);
  await assertInvariants(shop);
});

test('when an order is placed under an id in capitals, then it is charged and shipped under one id', async () => {
  const request = orderRequest();
  const { data } = await place(shop, { ...request, orderId: request.orderId.toUpperCase() });
  assert.deepEqual([data.id, data.status], [request.orderId, 'confirmed']);
  const held = 'reservation reserved, charge charged, capture captured, 1 messages';
  assert.equal(await holdings(shop, request.orderId), held);
  assert.equal((await place(shop, request)).data.id, request.orderId);
  await claimed(request.orderId.toUpperCase());
  assert.equal((await findOrder(shop, request.orderId)).status, 'shipping');
});

test('when an order is cancelled ten times at once and once more, then it is undone once and every answer is the same', async () => {
  const orderId = await confirmedOrder();
  const answers = await Promise.all(Array.from({ length: 10 }, () => cancel(shop, orderId)));
  answers.push(await cancel(shop, orderId));
  for (const { status, data } of answers) assert.deepEqual([status, data.status], [200, 'cancelled']);
  await orderEnd(shop, orderId);
  assert.equal(shop.toPayments.requests.length, 1);
  await assertInvariants(shop);
});

const elsewhere: { state: string; make: () => Promise<string> }[] = [
  { state: 'shipping', make: async () => claimed(await confirmedOrder()) },
  { state: 'rejected', make: async () => (await place(shop, orderRequest({ paymentToken: declinedToken }))).data.id },
];

for (const { state, make } of elsewhere) {
  test(`when an order is ${state}, then cancelling it is a 409 that says so and undoes nothing`, async () => {
    const orderId = await make();
    shop.reset();
    const { status, data } = await cancel(shop, orderId);
    assert.deepEqual([status, data.code, data.status, data.orderId], [409, 'not_cancellable', 409, orderId]);
    assert.match(data.detail, new RegExp(state));
    assert.equal((await findOrder(shop, orderId)).status, state);
    assert.equal(shop.toPayments.requests.length + shop.toInventory.requests.length, 0);
  });
}

test('when an order is pending, then cancelling it is a 409 and the order goes on', async () => {
  const request = orderRequest();
  shop.toPayments.when('POST', /^\/charges$/, { do: 'delay', ms: 300 });
  const placing = place(shop, request);
  await until('the charge', () => shop.toPayments.requests.some(({ path }) => path === '/charges'));
  assert.equal((await cancel(shop, request.orderId)).status, 409);
  assert.equal((await placing).data.status, 'confirmed');
});

test('when another storefront cancels an order, then it is unknown there and stays as it is', async () => {
  const request = orderRequest({ tenant: 'outlet', customerId: 'cus-1042', items: [{ sku: 'sku-0001', quantity: 1 }] });
  await place(shop, request);
  const { status, data } = await cancel(shop, request.orderId);
  assert.deepEqual([status, data.code], [404, 'unknown_order']);
});

async function claimed(orderId: string): Promise<string> {
  assert.equal((await post(`${shop.urls.orders}/orders/${orderId}/claim`)).data.status, 'shipping');
  return orderId;
}
