import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { assertInvariants } from '../support/audit.ts';
import { checkOut, checkoutBody, declinedToken, findOrder, get, orderIdOf, post } from '../support/requests.ts';
import { limits } from '../support/shop-settings.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

// An order is answered as confirmed, since nothing ships before the grace period is over.
const shop = await useShop({ ships: true, orders: { GRACE_PERIOD_MS: '1000' } });

async function ordersOf(customerId: string): Promise<number> {
  const { rowCount } = await shop.auditor.query('SELECT FROM orders.orders WHERE customer_id = $1', [customerId]);
  return rowCount ?? 0;
}

test('when the same key comes 20 times at once, then there is one order and one charge', async () => {
  const key = randomUUID();
  const body = checkoutBody({ customerId: 'cus-0007' });
  const answers = await Promise.all(Array.from({ length: 20 }, () => checkOut(shop.urls.gateway, body, key)));
  const firsts = answers.filter(({ status, headers }) => status === 201 && headers['idempotent-replayed'] !== 'true');
  assert.equal(firsts.length, 1);
  const orderId = orderIdOf(firsts[0] as (typeof answers)[number]);
  for (const { status, data, headers } of answers) {
    if (status === 201) assert.equal(data.id, orderId);
    else assert.deepEqual([status, data.code, headers['retry-after']], [409, 'request_running', '1']);
  }
  assert.equal(await ordersOf('cus-0007'), 1);
  const captures = shop.toAcquirer.requests.filter(({ path }) => path === '/v1/captures');
  assert.deepEqual(
    captures.map(({ body }) => JSON.parse(body).reference),
    [orderId],
  );
  await assertInvariants(shop);
});

test('when a key comes again after the end, then the answer is the state that the order has by now', async () => {
  const key = randomUUID();
  const first = await checkOut(shop.urls.gateway, checkoutBody(), key);
  assert.deepEqual([first.status, first.data.status], [201, 'confirmed']);
  await until(
    'the shipment',
    () => findOrder(shop, first.data.id),
    ({ status }) => status === 'shipped',
  );
  const again = await checkOut(shop.urls.gateway, checkoutBody(), key);
  assert.deepEqual([again.status, again.data.id, again.data.status], [201, first.data.id, 'shipped']);
  assert.equal(again.headers['idempotent-replayed'], 'true');
});

test('when the key of a cancelled order comes again, then the order is answered as cancelled and not placed again', async () => {
  const key = randomUUID();
  shop.toOrders.when('POST', /\/claim$/, { do: 'refuse' });
  const first = await checkOut(shop.urls.gateway, checkoutBody({ customerId: 'cus-0008' }), key);
  assert.equal((await post(`${shop.urls.gateway}/orders/${first.data.id}/cancel`)).status, 200);
  const again = await checkOut(shop.urls.gateway, checkoutBody({ customerId: 'cus-0008' }), key);
  assert.deepEqual([again.data.id, again.data.status], [first.data.id, 'cancelled']);
  assert.equal(await ordersOf('cus-0008'), 1);
});

test('when the key of a declined order comes again, then it is declined again and the card is not tried again', async () => {
  const key = randomUUID();
  const body = checkoutBody({ paymentToken: declinedToken });
  const answers = [await checkOut(shop.urls.gateway, body, key), await checkOut(shop.urls.gateway, body, key)];
  assert.deepEqual(
    answers.map(({ status, data }) => [status, data.code]),
    Array(2).fill([402, 'payment_declined']),
  );
  assert.equal(orderIdOf(answers[0] as (typeof answers)[number]), orderIdOf(answers[1] as (typeof answers)[number]));
  assert.equal(shop.toAcquirer.requests.length, 1);
});

test('when a key comes again with another body, then it is a 422 and nothing is ordered', async () => {
  const key = randomUUID();
  await checkOut(shop.urls.gateway, checkoutBody({ customerId: 'cus-0009' }), key);
  const other = checkoutBody({ customerId: 'cus-0009', items: [{ sku: 'sku-0001', quantity: 4 }] });
  const { status, data } = await checkOut(shop.urls.gateway, other, key);
  assert.deepEqual([status, data.code], [422, 'idempotency_key_reused']);
  assert.equal(await ordersOf('cus-0009'), 1);
});

test('when orders gives no answer by the deadline, then it is 202, and the order is at its Location later', async () => {
  const key = randomUUID();
  const body = checkoutBody({ customerId: 'cus-0011' });
  shop.toOrders.when('POST', /^\/orders$/, { do: 'delay', ms: limits.gatewayMs }, 1);
  const first = await checkOut(shop.urls.gateway, body, key);
  assert.deepEqual([first.status, first.data.status], [202, 'pending']);

  const location = `${shop.urls.gateway}${first.headers['location']}`;
  const found = await until(
    'the order',
    () => get(location),
    ({ status, data }) => status === 200 && data.status === 'shipped',
  );
  assert.equal(found.data.id, first.data.id);
  const again = await until(
    'the lease of the key',
    () => checkOut(shop.urls.gateway, body, key),
    ({ status }) => status !== 409,
  );
  assert.deepEqual([again.status, again.data.id], [201, first.data.id]);
  assert.equal(await ordersOf('cus-0011'), 1);
  await assertInvariants(shop);
});

test('when the request never reached orders, then the same key places that order once its lease is over', async () => {
  const key = randomUUID();
  const body = checkoutBody({ customerId: 'cus-0012' });
  shop.toOrders.when('POST', /^\/orders$/, { do: 'refuse' }, 1);
  const first = await checkOut(shop.urls.gateway, body, key);
  assert.equal(first.status, 202);
  const again = await until(
    'the lease of the key',
    () => checkOut(shop.urls.gateway, body, key),
    ({ status }) => status !== 409,
  );
  assert.deepEqual([again.status, again.data.id, again.data.status], [201, first.data.id, 'confirmed']);
  assert.equal(await ordersOf('cus-0012'), 1);
});
