import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { freePorts } from '@spanshop/local/ports';
import { finishedSpans } from '@spanshop/shared/testing';
import { assertInvariants } from '../support/audit.ts';
import { hasSaga, holdings, orderEnd } from '../support/order-end.ts';
import { checkOut, checkoutBody, findOrder, orderIdOf, orderRequest, place } from '../support/requests.ts';
import { sagaTrace, sagaTraces } from '../support/saga-trace.ts';
import { limits } from '../support/shop-settings.ts';
import { startConnectionProxy } from '../support/start-connection-proxy.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

/** Nobody listens where the acquirer should be, until a test opens the way. */
const { acquirerPort } = await freePorts('acquirerPort');
async function openWay(t: TestContext) {
  const way = await startConnectionProxy(shop.toAcquirer.url, acquirerPort);
  t.after(() => way.close());
  return way;
}

async function closeCircuit() {
  const answered = async () => (await place(shop, orderRequest())).data;
  await until('the circuit to let calls through', answered, ({ status }) => status === 'confirmed');
}

const shop = await useShop({
  payments: {
    ACQUIRER_URL: `http://127.0.0.1:${acquirerPort}`,
    BREAKER_MINIMUM_CALLS: '4',
    BREAKER_RESET_MS: '500',
    BREAKER_WINDOW_MS: '2000',
  },
});

test('when the acquirer is down, then orders fail at once and give the stock back, and its ledger is settled once it is back', async t => {
  const orderIds: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    const answer = await checkOut(shop.urls.gateway, checkoutBody());
    assert.deepEqual([answer.status, answer.data.code], [503, 'payments_unavailable']);
    orderIds.push(orderIdOf(answer));
  }
  for (const orderId of orderIds) {
    assert.equal((await findOrder(shop, orderId)).status, 'failed');
    assert.match(await holdings(shop, orderId), /reservation released, charge \w+, capture null, 0 messages/);
    const { steps } = await sagaTrace('place order', orderId);
    assert.equal(steps, 'quote, check risk, reserve stock, charge!payments_unavailable, release stock, end order');
  }
  const shortCircuited = finishedSpans().filter(span =>
    span.events.some(({ name }) => name === 'call short-circuited'),
  );
  assert.ok(shortCircuited.length > 0, 'the circuit opened');

  await openWay(t);
  await closeCircuit();
  await assertInvariants(shop);
  for (const orderId of orderIds) assert.match(await holdings(shop, orderId), /charge voided, capture reversed/);
});

test('when the acquirer captured and is down while recovery asks, then the paid order is confirmed once it is back', async t => {
  const way = await openWay(t);
  await closeCircuit();
  shop.toAcquirer.when('POST', /^\/v1\/captures$/, { do: 'delay', ms: limits.acquirerMs + 200 }, 1);
  const request = orderRequest();
  assert.equal((await place(shop, request)).data.status, 'pending');
  await until('the capture', async () => (await holdings(shop, request.orderId)).includes('capture captured'));
  await way.close();

  await sagaTraces('recover order', request.orderId);
  assert.equal(await hasSaga(shop, request.orderId), true, 'nobody knows, so nothing is undone');
  await openWay(t);
  assert.equal((await orderEnd(shop, request.orderId)).status, 'confirmed');
  assert.equal(
    await holdings(shop, request.orderId),
    'reservation reserved, charge charged, capture captured, 1 messages',
  );
  await assertInvariants(shop);
});
