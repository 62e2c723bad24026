import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Proxy as BreakingProxy, type Disturbance, waitForSpans } from '@spanshop/shared/testing';
import { assertInvariants } from '../support/audit.ts';
import { jobsOf, sendAgain } from '../support/messages.ts';
import { holdings } from '../support/order-end.ts';
import { cancel, findOrder, orderRequest, place } from '../support/requests.ts';
import type { TestShop } from '../support/start-shop.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

const shippedAll = 'reservation shipped, charge charged, capture captured';

const shop = await useShop({ ships: true, patient: true });

async function shippedOrder(): Promise<string> {
  const { data } = await place(shop, orderRequest());
  await until(
    'the shipment',
    () => findOrder(shop, data.id),
    ({ status }) => status === 'shipped',
  );
  await until(
    'the message to be done',
    () => jobsOf(shop, data.id),
    jobs => jobs.every(({ state }) => state === 'completed'),
  );
  return data.id;
}

async function shipments(orderId: string): Promise<number> {
  const { rowCount } = await shop.auditor.query('SELECT FROM fulfillment.shipments WHERE order_id = $1', [orderId]);
  return rowCount ?? 0;
}

test('when an order is confirmed, then it is claimed, shipped, and told to inventory and orders', async () => {
  const orderId = await shippedOrder();
  assert.equal(await shipments(orderId), 1);
  assert.match(await holdings(shop, orderId), new RegExp(shippedAll));
  const told = (proxy: BreakingProxy) => proxy.requests.map(({ path }) => path).filter(path => path.includes(orderId));
  assert.deepEqual(told(shop.toOrders), [`/orders/${orderId}/claim`, `/orders/${orderId}/shipped`]);
  assert.deepEqual(told(shop.toInventory), [`/reservations/${orderId}/ship`]);
  await assertInvariants(shop);
});

test('when the message of a shipped order comes again, then it ships once', async () => {
  const orderId = await shippedOrder();
  await sendAgain(shop, orderId);
  await until(
    'both messages',
    () => jobsOf(shop, orderId),
    jobs => jobs.length === 2 && jobs.every(({ state }) => state === 'completed'),
  );
  assert.equal(await shipments(orderId), 1);
  assert.equal((await findOrder(shop, orderId)).status, 'shipped');
  await assertInvariants(shop);
});

test('when the same message comes five times at once, then the order ships once', async () => {
  shop.toOrders.when('POST', /\/claim$/, { do: 'delay', ms: 100 });
  const { data } = await place(shop, orderRequest());
  await Promise.all(Array.from({ length: 4 }, () => sendAgain(shop, data.id)));
  await until(
    'all messages',
    () => jobsOf(shop, data.id),
    jobs => jobs.length === 5 && jobs.every(({ state }) => state === 'completed'),
  );
  assert.equal(await shipments(data.id), 1);
  await assertInvariants(shop);
});

interface Crash {
  name: string;
  proxy: (shop: TestShop) => BreakingProxy;
  path: RegExp;
  disturbance: Disturbance;
}

const toOrders = (running: TestShop) => running.toOrders;
const toInventory = (running: TestShop) => running.toInventory;
const crashes: Crash[] = [
  { name: 'the claim fails', proxy: toOrders, path: /\/claim$/, disturbance: { do: 'refuse' } },
  { name: "the claim's answer is lost", proxy: toOrders, path: /\/claim$/, disturbance: { do: 'drop answer' } },
  { name: 'inventory cannot be told', proxy: toInventory, path: /\/ship$/, disturbance: { do: 'refuse' } },
  { name: "inventory's answer is lost", proxy: toInventory, path: /\/ship$/, disturbance: { do: 'drop answer' } },
  { name: 'orders cannot be told', proxy: toOrders, path: /\/shipped$/, disturbance: { do: 'refuse' } },
  { name: "orders' answer is lost", proxy: toOrders, path: /\/shipped$/, disturbance: { do: 'drop answer' } },
];

for (const { name, proxy, path, disturbance } of crashes) {
  test(`when ${name}, then the message comes again and finishes what was begun`, async () => {
    proxy(shop).when('POST', path, disturbance, 1);
    const orderId = await shippedOrder();
    assert.equal(await shipments(orderId), 1);
    await assertInvariants(shop);

    const mine = (all: Awaited<ReturnType<typeof waitForSpans>>) =>
      all.filter(span => span.name === 'process order.confirmed' && span.attributes['shop.order.id'] === orderId);
    const deliveries = mine(await waitForSpans(spans => mine(spans).length >= 2));
    assert.deepEqual(
      deliveries.map(({ attributes }) => [attributes['shop.message.redelivery_count'], attributes['error.type']]),
      [
        [0, proxy === toOrders ? 'orders_broken' : 'inventory_broken'],
        [1, undefined],
      ],
    );
  });
}

test('when an order was cancelled before its message is worked on, then nothing ships', async () => {
  shop.toOrders.when('POST', /\/claim$/, { do: 'refuse' }, 1);
  const { data } = await place(shop, orderRequest());
  assert.equal((await cancel(shop, data.id)).data.status, 'cancelled');
  await until(
    'the message to be done',
    () => jobsOf(shop, data.id),
    ([job]) => job?.state === 'completed',
  );
  assert.equal(await shipments(data.id), 0);
  assert.match(await holdings(shop, data.id), /reservation released, charge voided, capture reversed/);
  await assertInvariants(shop);
});
