import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInvariants } from '../support/audit.ts';
import { endLease, holdings, orderEnd } from '../support/order-end.ts';
import { checkOut, checkoutBody, findOrder, orderIdOf, orderRequest, place } from '../support/requests.ts';
import { sagaTrace, sagaTraces } from '../support/saga-trace.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

/** Confirming is one transaction: it ends the saga, confirms the order and sends the message. */
const confirming = /DELETE FROM orders\.sagas/;
const committing = /DELETE FROM orders\.sagas[\s\S]*COMMIT/;
const shippable = 'reservation reserved, charge charged, capture captured, 1 messages';

const shop = await useShop();

test('when confirming fails before its effect, then the customer gets 202 and recovery confirms the paid order', async () => {
  shop.ordersDatabase.when(confirming, 'cut before');
  const answer = await checkOut(shop.urls.gateway, checkoutBody());
  assert.equal(answer.status, 202);
  assert.equal((await findOrder(shop, orderIdOf(answer))).status, 'pending');

  assert.equal((await orderEnd(shop, orderIdOf(answer))).status, 'confirmed');
  assert.equal(await holdings(shop, orderIdOf(answer)), shippable);
  assert.equal((await sagaTrace('recover order', orderIdOf(answer))).steps, 'settle charge, confirm');
  await assertInvariants(shop);
});

test('when confirming loses its answer after its effect, then the customer gets 202 and the order is confirmed once', async () => {
  shop.ordersDatabase.when(committing, 'cut after');
  const answer = await checkOut(shop.urls.gateway, checkoutBody());
  assert.equal(answer.status, 202);

  assert.equal((await orderEnd(shop, orderIdOf(answer))).status, 'confirmed');
  assert.equal(await holdings(shop, orderIdOf(answer)), shippable);
  const saga = await sagaTrace('place order', orderIdOf(answer));
  assert.match(saga.steps, /confirm!/);
  assert.ok(saga.span.status.message);
  await assertInvariants(shop);
});

test('when the commit itself is lost, then nothing of the transaction stays and recovery confirms', async () => {
  shop.ordersDatabase.when(committing, 'cut before');
  const answer = await checkOut(shop.urls.gateway, checkoutBody());
  assert.equal(answer.status, 202);
  assert.equal((await orderEnd(shop, orderIdOf(answer))).status, 'confirmed');
  assert.equal(await holdings(shop, orderIdOf(answer)), shippable);
  await assertInvariants(shop);
});

test('when confirming arrives after recovery took the order over, then it changes nothing: SagaLost', async () => {
  const request = orderRequest();
  shop.ordersDatabase.when(confirming, 'hold');
  const answering = place(shop, request);
  await until('the confirmation to be held', () => shop.ordersDatabase.held === 1);
  await endLease(shop, request.orderId);
  assert.equal((await orderEnd(shop, request.orderId)).status, 'confirmed');
  shop.ordersDatabase.release();

  const { status, data } = await answering;
  assert.deepEqual([status, data.status], [201, 'confirmed']);
  assert.equal(await holdings(shop, request.orderId), shippable);
  const slow = await sagaTrace('place order', request.orderId);
  assert.equal(slow.steps, 'quote, check risk, reserve stock, charge, confirm!SagaLost');
  const [recovery] = await sagaTraces('recover order', request.orderId);
  assert.equal(recovery?.steps, 'settle charge, confirm');
  assert.deepEqual(
    [slow, recovery].map(saga => saga?.span.attributes['shop.saga.version']),
    [1, 2],
  );
  await assertInvariants(shop);
});
