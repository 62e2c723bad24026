import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInvariants } from '../support/audit.ts';
import { hasSaga, holdings } from '../support/order-end.ts';
import { findOrder, orderRequest, place } from '../support/requests.ts';
import { childrenOf, sagaTrace } from '../support/saga-trace.ts';
import { useShop } from '../support/use-shop.ts';

const shop = await useShop({ patient: true });

test('when an order is placed, then it is confirmed, paid, reserved and announced, in this order', async () => {
  const request = orderRequest();
  const { status, data } = await place(shop, request);
  assert.equal(status, 201);
  assert.deepEqual(data, {
    id: request.orderId,
    tenant: 'main',
    customerId: 'cus-0042',
    status: 'confirmed',
    currency: 'EUR',
    totalMinor: 3 * 18_990,
    items: [{ sku: 'sku-0001', quantity: 3, unitPriceMinor: 18_990 }],
    placedAt: data.placedAt,
  });
  assert.deepEqual(await findOrder(shop, request.orderId), data);
  assert.equal(await hasSaga(shop, request.orderId), false);
  const held = await holdings(shop, request.orderId);
  assert.equal(held, 'reservation reserved, charge charged, capture captured, 1 messages');

  const called = [...shop.toInventory.requests, ...shop.toPayments.requests].map(
    ({ method, path }) => `${method} ${path}`,
  );
  assert.deepEqual(called, ['POST /quotes', 'POST /reservations', 'POST /risk-checks', 'POST /charges']);
  const saga = await sagaTrace('place order', request.orderId);
  assert.equal(saga.steps, 'quote, check risk, reserve stock, charge, confirm');
  assert.equal(
    saga.events.split(', ').toSorted().join(),
    'done charge,done check risk,done confirm,done quote,done reserve stock',
  );
  assert.equal(saga.error, undefined);
});

test('when an order is placed, then each step makes one CLIENT call or writes and sends', async () => {
  const request = orderRequest();
  await place(shop, request);
  const { span } = await sagaTrace('place order', request.orderId);
  const inStep = (name: string) =>
    childrenOf(span)
      .filter(step => step.name === name)
      .flatMap(childrenOf)
      .map(child => child.name);
  assert.deepEqual(inStep('quote'), ['POST /quotes']);
  assert.deepEqual(inStep('check risk'), ['POST /risk-checks']);
  assert.deepEqual(inStep('reserve stock'), ['POST /reservations']);
  assert.deepEqual(inStep('charge'), ['POST /charges']);
  assert.ok(inStep('confirm').includes('send order.confirmed'), inStep('confirm').join());
});

test('when the same order is placed twice at once, then one saga runs and both answers tell of the one order', async () => {
  const request = orderRequest();
  const answers = await Promise.all([place(shop, request), place(shop, request)]);
  assert.deepEqual(
    answers.map(({ status, data }) => [status, data.id]),
    Array(2).fill([201, request.orderId]),
  );
  assert.equal((await findOrder(shop, request.orderId)).status, 'confirmed');
  assert.equal(shop.toPayments.requests.filter(({ path }) => path === '/charges').length, 1);
});

test('when a confirmed order is placed again, then it is answered as it is and nobody is called', async () => {
  const request = orderRequest();
  const { data } = await place(shop, request);
  shop.reset();
  const again = await place(shop, request);
  assert.deepEqual(again.data, data);
  assert.equal(shop.toInventory.requests.length + shop.toPayments.requests.length, 0);
});

test('when all of these orders have ended, then the invariants hold', () => assertInvariants(shop));
