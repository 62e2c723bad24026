import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Proxy as BreakingProxy } from '@spanshop/shared/testing';
import { assertInvariants } from '../support/audit.ts';
import { jobsOf } from '../support/messages.ts';
import { orderEnd } from '../support/order-end.ts';
import { checkOut, checkoutBody, get, orderIdOf, post } from '../support/requests.ts';
import type { TestShop } from '../support/start-shop.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

/** Every call between the services is answered once with the answer to another call; nobody may believe it. */
interface MixUp {
  call: string;
  proxy: (shop: TestShop) => BreakingProxy;
  path: RegExp;
  status: number;
  body: object;
}

const orderId = randomUUID();
const line = { sku: 'sku-0002', quantity: 1, unitPriceMinor: 1, lineTotalMinor: 1 };
const order = {
  ...{ id: orderId, tenant: 'main', customerId: 'cus-0043', status: 'shipped', currency: 'EUR', totalMinor: 1 },
  ...{ items: [{ sku: 'sku-0002', quantity: 1, unitPriceMinor: 1 }], placedAt: '2026-01-01T00:00:00.000Z' },
};
const declined = { status: 402, code: 'payment_declined', detail: 'Declined.', orderId };

const toInventory = (running: TestShop) => running.toInventory;
const toPayments = (running: TestShop) => running.toPayments;
const toOrders = (running: TestShop) => running.toOrders;

const whilePlacing: MixUp[] = [
  {
    call: 'a quote (of other pieces)',
    proxy: toInventory,
    path: /^\/quotes$/,
    status: 200,
    body: { currency: 'EUR', totalMinor: 1, lines: [line] },
  },
  {
    call: 'a risk check',
    proxy: toPayments,
    path: /^\/risk-checks$/,
    status: 200,
    body: { orderId, decision: 'approve', score: 0 },
  },
  {
    call: 'a reservation',
    proxy: toInventory,
    path: /^\/reservations$/,
    status: 201,
    body: { orderId, status: 'reserved' },
  },
  { call: 'a charge', proxy: toPayments, path: /^\/charges$/, status: 201, body: { orderId, status: 'charged' } },
  { call: 'a charge (declined)', proxy: toPayments, path: /^\/charges$/, status: 402, body: declined },
  { call: 'an order', proxy: toOrders, path: /^\/orders$/, status: 201, body: order },
];

const whileShipping: MixUp[] = [
  { call: 'a claim', proxy: toOrders, path: /\/claim$/, status: 200, body: order },
  { call: 'a shipment', proxy: toInventory, path: /\/ship$/, status: 200, body: { orderId, status: 'shipped' } },
  { call: 'the end of an order', proxy: toOrders, path: /\/shipped$/, status: 200, body: order },
];

const shop = await useShop({ ships: true });

function mixUp({ proxy, path, status, body }: MixUp): void {
  const headers = { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' };
  proxy(shop).when('POST', path, { do: 'answer', status, body, headers }, 1);
}

for (const answer of whilePlacing) {
  test(`when ${answer.call} is answered with another's, then the order ends as what really happened says`, async () => {
    mixUp(answer);
    const placed = await checkOut(shop.urls.gateway, checkoutBody());
    assert.ok([202, 503].includes(placed.status), `${placed.status} ${JSON.stringify(placed.data)}`);
    const id = orderIdOf(placed);
    assert.notEqual(id, orderId);
    if (answer.proxy !== toOrders) await orderEnd(shop, id);
    await assertInvariants(shop);
  });
}

for (const answer of whileShipping) {
  test(`when ${answer.call} is answered with another's, then the message comes again and the order ships`, async () => {
    mixUp(answer);
    const { data } = await checkOut(shop.urls.gateway, checkoutBody());
    const [job] = await until(
      'the message to be done',
      () => jobsOf(shop, data.id),
      ([first]) => first?.state === 'completed',
    );
    assert.ok(job);
    assert.equal((await get(`${shop.urls.gateway}/orders/${data.id}`)).data.status, 'shipped');
    const told = answer.proxy(shop).requests.filter(({ path }) => answer.path.test(path));
    assert.equal(told.length, 2);
    await assertInvariants(shop);
  });
}

for (const [what, path, body] of [
  ['an order', /^\/orders\/[^/]+\?/, order],
  ["a customer's orders", /^\/customers\//, { orders: [order] }],
] as const) {
  test(`when ${what} is asked for and another's comes, then nobody sees it`, async () => {
    shop.toOrders.when('GET', path, { do: 'answer', status: 200, body }, 1);
    const url = what === 'an order' ? `/orders/${randomUUID()}` : '/customers/cus-0042/orders';
    assert.equal((await get(`${shop.urls.gateway}${url}`)).status, 502);
  });
}

test("when a product is asked for and another's comes, then nobody sees it", async () => {
  const product = { sku: 'sku-0002', name: 'x', category: 'lamps', priceMinor: 1, currency: 'EUR', available: 1 };
  shop.toInventory.when('GET', /^\/products\/sku-0001/, { do: 'answer', status: 200, body: product }, 1);
  assert.equal((await get(`${shop.urls.gateway}/products/sku-0001`)).status, 502);
  shop.toInventory.when('GET', /^\/products\?/, { do: 'answer', status: 200, body: { products: [product] } }, 1);
  assert.equal((await get(`${shop.urls.gateway}/products?category=chairs`)).status, 502);
});

test("when a cancellation is answered with another's, then the customer is not told that it is done", async () => {
  const cancelled = { ...order, status: 'cancelled' };
  shop.toOrders.when('POST', /\/cancel/, { do: 'answer', status: 200, body: cancelled }, 1);
  assert.equal((await post(`${shop.urls.gateway}/orders/${randomUUID()}/cancel`)).status, 502);
});
