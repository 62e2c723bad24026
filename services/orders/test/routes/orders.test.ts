import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { loadConfig } from '@spanshop/shared/config';
import { createPool, type Database } from '@spanshop/shared/database';
import type { Service } from '@spanshop/shared/service';
import { createTestDatabase, silentLogger, type TestDatabase } from '@spanshop/shared/testing';
import request from 'supertest';
import { createOrders } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';
import { orderRequest } from '../support/start-repository.ts';

/** Orders on its own: nobody listens where its peers should be. */
const nobody = 'http://127.0.0.1:1';

let testDatabase: TestDatabase;
let database: Database;
let service: Service;
before(async () => {
  testDatabase = await createTestDatabase();
  const environment = {
    PORT: '0',
    ADMIN_PORT: '0',
    DATABASE_URL: testDatabase.urlOf('orders'),
    MIGRATION_DATABASE_URL: testDatabase.migrationUrl,
    INVENTORY_URL: nobody,
    PAYMENTS_URL: nobody,
  };
  service = await createOrders(loadConfig(configSchema, environment), silentLogger());
  database = createPool({ url: testDatabase.urlOf('orders'), size: 1, logger: silentLogger() });
});
after(async () => {
  await service.close();
  await database.end();
  await testDatabase.close();
});

const inMain = { tenant: 'main' };
const place = (differences = {}) => request(service.app).post('/orders').send(orderRequest(differences));
const find = (orderId: string, query = {}) =>
  request(service.app)
    .get(`/orders/${orderId}`)
    .query({ ...inMain, ...query });

test('when no peer can be reached, then the order is there, failed, and nothing is left to be recovered', async () => {
  const { status, body } = await place();
  assert.deepEqual([status, body.status, body.reason], [201, 'failed', 'inventory_unavailable']);
  assert.deepEqual((await find(body.id)).body, body);
  assert.equal((await database.query('SELECT FROM orders.sagas')).rowCount, 0);
});

const bad: { name: string; differences: object }[] = [
  { name: 'an unknown field', differences: { discount: 100 } },
  { name: 'an id that is none', differences: { orderId: '42' } },
  { name: 'no items', differences: { items: [] } },
  { name: 'a negative quantity', differences: { items: [{ sku: 'sku-0001', quantity: -1 }] } },
  { name: 'an overflowing quantity', differences: { items: [{ sku: 'sku-0001', quantity: 2 ** 53 }] } },
  { name: 'the same SKU twice', differences: { items: Array(2).fill({ sku: 'sku-0001', quantity: 1 }) } },
  { name: 'a tier that there is not', differences: { customerTier: 'platinum' } },
  { name: 'a currency that there is not', differences: { currency: 'XAU' } },
];

for (const { name, differences } of bad) {
  test(`when an order comes with ${name}, then it is a 400 that names the field and nothing is written`, async () => {
    const { status, body, type } = await place(differences);
    assert.deepEqual([status, body.code, type], [400, 'invalid_request', 'application/problem+json']);
    const field = name === 'an unknown field' ? 'discount' : Object.keys(differences)[0];
    assert.ok(body.detail.includes(field), body.detail);
  });
}

const unknown: { name: string; ask: () => request.Test; code: string; status: number }[] = [
  { name: 'an order that is not there', ask: () => find(randomUUID()), status: 404, code: 'unknown_order' },
  { name: 'an id that is none', ask: () => find('42'), status: 400, code: 'invalid_request' },
  {
    name: 'an order without saying whose',
    ask: () => request(service.app).get(`/orders/${randomUUID()}`),
    status: 400,
    code: 'invalid_request',
  },
  {
    name: 'the claim of an unknown order',
    ask: () => request(service.app).post(`/orders/${randomUUID()}/claim`),
    status: 404,
    code: 'unknown_order',
  },
  {
    name: 'the shipping of an unknown order',
    ask: () => request(service.app).post(`/orders/${randomUUID()}/shipped`),
    status: 404,
    code: 'unknown_order',
  },
  {
    name: 'a cursor that nobody gave out',
    ask: () =>
      request(service.app)
        .get('/customers/cus-0042/orders')
        .query({ ...inMain, cursor: 'bm8' }),
    status: 400,
    code: 'invalid_cursor',
  },
  {
    name: 'a page of a thousand',
    ask: () =>
      request(service.app)
        .get('/customers/cus-0042/orders')
        .query({ ...inMain, limit: 1000 }),
    status: 400,
    code: 'invalid_request',
  },
];

for (const { name, ask, status, code } of unknown) {
  test(`when somebody asks for ${name}, then it is a ${status} ${code}`, async () => {
    const answer = await ask();
    assert.deepEqual([answer.status, answer.body.code], [status, code]);
  });
}

test('when another storefront asks for an order, then it is unknown there', async () => {
  const { body } = await place();
  assert.equal((await find(body.id, { tenant: 'outlet' })).status, 404);
});

test('when an order is in no state to ship, then claiming and shipping leave it as it is', async () => {
  const { body } = await place();
  for (const step of ['claim', 'shipped']) {
    const answer = await request(service.app).post(`/orders/${body.id}/${step}`);
    assert.deepEqual([answer.status, answer.body.status], [200, 'failed']);
  }
});

test('when a customer has many orders, then pages list each once, the newest first, of this storefront only', async () => {
  const customerId = 'cus-0777';
  const placed: string[] = [];
  for (let count = 0; count < 7; count += 1) placed.unshift((await place({ customerId })).body.id);
  await place({ customerId, tenant: 'outlet' });
  await place({ customerId: 'cus-0778' });
  // All at one time: the order of equal times is by id, and no page may lose or repeat one.
  await database.query("UPDATE orders.orders SET placed_at = '2026-01-01' WHERE customer_id = $1 AND id = ANY ($2)", [
    customerId,
    placed.slice(0, 3),
  ]);

  const listed: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...inMain, limit: 2, ...(cursor ? { cursor } : {}) };
    const { body } = await request(service.app).get(`/customers/${customerId}/orders`).query(query);
    assert.ok(body.orders.length <= 2);
    listed.push(...body.orders.map((order: { id: string }) => order.id));
    cursor = body.nextCursor;
  } while (cursor);
  assert.deepEqual(listed, [...placed.slice(3), ...placed.slice(0, 3).toSorted().toReversed()]);
});
