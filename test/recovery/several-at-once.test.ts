import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInvariants } from '../support/audit.ts';
import { endLease, orderEnd } from '../support/order-end.ts';
import { orderRequest, place } from '../support/requests.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

const concurrency = 3;
const orders = 5;
const shop = await useShop({ orders: { RECOVERY_CONCURRENCY: String(concurrency) } });

const asked = () => shop.toPayments.requests.filter(({ method }) => method === 'GET').length;

test(`when ${orders} orders are left alone and payments is slow to say what became of them, then ${concurrency} are recovered at once, and no more`, async () => {
  const requests = Array.from({ length: orders }, () => orderRequest());
  shop.toPayments.when('POST', /^\/charges$/, { do: 'drop answer' });
  shop.toPayments.when('GET', /^\/charges\//, { do: 'hold', caller: 'waits' }, concurrency);
  await Promise.all(requests.map(request => place(shop, request)));
  await Promise.all(requests.map(({ orderId }) => endLease(shop, orderId)));

  await until('as many questions as are asked at once', () => asked() === concurrency);
  await new Promise(resolve => setTimeout(resolve, 200));
  assert.equal(asked(), concurrency, 'the others wait until one is done');

  await shop.toPayments.release();
  for (const { orderId } of requests) assert.equal((await orderEnd(shop, orderId)).status, 'confirmed');
  await assertInvariants(shop);
});
