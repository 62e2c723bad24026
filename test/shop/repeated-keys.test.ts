import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import { freePorts } from '@spanshop/local/ports';
import { withClient } from '@spanshop/shared/database/bootstrap';
import type { Disturbance } from '@spanshop/shared/testing';
import { assertInvariants } from '../support/audit.ts';
import { checkOut, checkoutBody, get, orderIdOf } from '../support/requests.ts';
import { type ConnectionProxy, startConnectionProxy } from '../support/start-connection-proxy.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

/** Where the gateway looks for orders; nobody listens there while the way is closed. */
const { ordersPort } = await freePorts('ordersPort');
const shop = await useShop({ gateway: { ORDERS_URL: `http://127.0.0.1:${ordersPort}` } });

let way: ConnectionProxy | undefined;
async function openWay() {
  way = await startConnectionProxy(shop.toOrders.url, ordersPort);
}
async function closeWay() {
  await way?.close();
  way = undefined;
}

let key = '';
let customerId = '';
let customers = 300;
beforeEach(async () => {
  key = randomUUID();
  customers += 1;
  customerId = `cus-0${customers}`;
  await openWay();
});
afterEach(closeWay);

const order = () => checkOut(shop.urls.gateway, checkoutBody({ customerId }), key);

/** The key again, once nobody holds it any more. */
const orderAgain = () => until('the lease of the key', order, ({ data }) => data.code !== 'request_running');

async function ordersOfCustomer(): Promise<string[]> {
  const { rows } = await shop.auditor.query('SELECT id FROM orders.orders WHERE customer_id = $1', [customerId]);
  return rows.map(({ id }) => id);
}

/** The first try: orders places the order and its answer is lost. */
async function firstTry(): Promise<string> {
  shop.toOrders.when('POST', /^\/orders$/, { do: 'drop answer' }, 1);
  const answer = await order();
  assert.equal(answer.status, 202);
  return orderIdOf(answer);
}

const saysNo = (status: number, code: string): Disturbance => ({
  do: 'answer',
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { status, code, detail: 'Not now.', withoutEffect: true },
});

const secondTries: { what: string; status: number; prepare: () => unknown; mend: () => unknown }[] = [
  { what: 'finds orders down', status: 503, prepare: closeWay, mend: openWay },
  {
    what: 'finds orders too busy',
    status: 503,
    prepare: () => shop.toOrders.when('POST', /^\/orders$/, saysNo(503, 'overloaded'), 1),
    mend: () => {},
  },
  {
    what: 'is refused by orders',
    status: 400,
    prepare: () => shop.toOrders.when('POST', /^\/orders$/, saysNo(400, 'invalid_request'), 1),
    mend: () => {},
  },
];

for (const { what, status, prepare, mend } of secondTries) {
  test(`when a key comes again for an order that may exist, and ${what}, then it goes on standing for that order`, async () => {
    const orderId = await firstTry();
    await prepare();
    const second = await orderAgain();
    assert.equal(second.status, status);
    await mend();
    const third = await order();
    assert.deepEqual([third.status, third.data.id, third.data.status], [201, orderId, 'confirmed']);
    assert.deepEqual(await ordersOfCustomer(), [orderId]);
    await assertInvariants(shop);
  });
}

test('when the first try of a key finds orders down, then nothing has happened and the key is free for another order', async () => {
  await closeWay();
  assert.equal((await order()).status, 503);
  await openWay();
  const body = checkoutBody({ customerId, items: [{ sku: 'sku-0001', quantity: 1 }] });
  const { status, data } = await checkOut(shop.urls.gateway, body, key);
  assert.deepEqual([status, data.status], [201, 'confirmed']);
  assert.equal((await ordersOfCustomer()).length, 1);
  await assertInvariants(shop);
});

test('when the key cannot be marked as answered, then the customer gets the order all the same, and the key leads to it', async () => {
  const lock = 'LOCK TABLE gateway.idempotency_keys IN EXCLUSIVE MODE';
  const answer = await withClient(shop.database.migrationUrl, async client => {
    shop.toPayments.when('POST', /^\/charges$/, { do: 'delay', ms: 300 }, 1);
    const answering = order();
    await until('the charge', () => shop.toPayments.requests.some(({ path }) => path === '/charges'));
    await client.query('BEGIN');
    await client.query(lock);
    const answered = await answering;
    await client.query('ROLLBACK');
    return answered;
  });
  assert.deepEqual([answer.status, answer.data.status], [201, 'confirmed']);
  const again = await orderAgain();
  assert.deepEqual([again.status, again.data.id], [201, answer.data.id]);
  assert.equal((await get(`${shop.urls.gateway}/orders/${answer.data.id}`)).status, 200);
  assert.deepEqual(await ordersOfCustomer(), [answer.data.id]);
  await assertInvariants(shop);
});
