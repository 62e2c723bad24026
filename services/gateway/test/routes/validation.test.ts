import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import request from 'supertest';
import { assertProblem } from '../support/assert-problem.ts';
import { orderBody } from '../support/order-body.ts';
import { startShop } from '../support/start-shop.ts';

const shop = await startShop();
after(shop.close);
beforeEach(() => shop.orders.reset());

const post = (body: unknown, headers: Readonly<Record<string, string>> = { 'idempotency-key': 'k' }) =>
  request(shop.gateway)
    .post('/orders')
    .set(headers)
    .set('content-type', 'application/json')
    .serialize(value => (typeof value === 'string' ? value : JSON.stringify(value)))
    .send(body as object);
const items = (change: object) => ({ items: [{ sku: 'sku-0001', quantity: 1, ...change }] });

/** What is wrong with an order, the body, and what the detail has to name. */
const refused: [string, unknown, string][] = [
  ['the body is a list', [], 'body: expected an object'],
  ['the body is empty', {}, 'body.customerId: is missing'],
  ['a field is missing', { ...orderBody(), paymentToken: undefined }, 'body.paymentToken: is missing'],
  ['a field is null', { ...orderBody(), currency: null }, 'body.currency: expected EUR or USD or GBP'],
  ['the customer is a number', { ...orderBody(), customerId: 42 }, 'body.customerId: expected text'],
  ['the customer is no id', { ...orderBody(), customerId: "cus-0042' OR 1=1" }, 'body.customerId: expected an id like'],
  ['the customer is an object', { ...orderBody(), customerId: { $ne: null } }, 'body.customerId: expected text'],
  ['the currency is unknown', { ...orderBody(), currency: 'CHF' }, 'body.currency: expected EUR or USD or GBP'],
  [
    'the token is a card number',
    { ...orderBody(), paymentToken: '4111111111111111' },
    'body.paymentToken: expected a token',
  ],
  ['a field is unknown', { ...orderBody(), coupon: 'half-price' }, 'body: has no field "coupon"'],
  ['the price is given', { ...orderBody(), totalMinor: 1 }, 'body: has no field "totalMinor"'],
  ['the tenant is given', { ...orderBody(), tenant: 'outlet' }, 'body: has no field "tenant"'],
  [
    'an item has an unknown field',
    { ...orderBody(), ...items({ priceMinor: 1 }) },
    'body.items.0: has no field "priceMinor"',
  ],
  ['there are no items', { ...orderBody(), items: [] }, 'body.items: expected at least 1 entries'],
  ['the items are an object', { ...orderBody(), items: { 0: {} } }, 'body.items: expected a list'],
  [
    'there are 21 items',
    { ...orderBody(), items: Array.from({ length: 21 }, (_, n) => ({ sku: `sku-01${n + 10}`, quantity: 1 })) },
    'body.items: expected at most 20 entries',
  ],
  [
    'a product comes twice',
    { ...orderBody(), items: [1, 2].map(quantity => ({ sku: 'sku-0001', quantity })) },
    'body.items: each sku may appear once',
  ],
  ['the quantity is 0', { ...orderBody(), ...items({ quantity: 0 }) }, 'body.items.0.quantity: expected at least 1'],
  [
    'the quantity is negative',
    { ...orderBody(), ...items({ quantity: -3 }) },
    'body.items.0.quantity: expected at least 1',
  ],
  [
    'the quantity is 101',
    { ...orderBody(), ...items({ quantity: 101 }) },
    'body.items.0.quantity: expected at most 100',
  ],
  [
    'the quantity is half',
    { ...orderBody(), ...items({ quantity: 0.5 }) },
    'body.items.0.quantity: expected a whole number',
  ],
  ['the quantity is text', { ...orderBody(), ...items({ quantity: '1' }) }, 'body.items.0.quantity: expected a number'],
  [
    'the quantity is beyond 2^53',
    { ...orderBody(), ...items({ quantity: 2 ** 60 }) },
    'body.items.0.quantity: expected at most',
  ],
  [
    'the quantity overflows to infinity',
    JSON.stringify({ ...orderBody(), ...items({ quantity: 7 }) }).replace(':7', ':1e999'),
    'body.items.0.quantity: expected a number',
  ],
  ['the sku is none', { ...orderBody(), ...items({ sku: 'lamp' }) }, 'body.items.0.sku: expected an id like'],
  [
    'the sku has a NUL',
    { ...orderBody(), ...items({ sku: 'sku-0001\u0000' }) },
    'body.items.0.sku: expected an id like',
  ],
  [
    '__proto__ is a field',
    `${JSON.stringify(orderBody()).slice(0, -1)},"__proto__":{"admin":true}}`,
    'body: has no field "__proto__"',
  ],
  [
    '__proto__ is a field of an item',
    '{"customerId":"cus-0042","currency":"EUR","paymentToken":"tok_visa","items":[{"sku":"sku-0001","quantity":1,"__proto__":{"a":1}}]}',
    'body.items.0: has no field "__proto__"',
  ],
  ['constructor is a field', { ...orderBody(), constructor: { prototype: {} } }, 'body: has no field "constructor"'],
];

for (const [what, body, detail] of refused) {
  test(`when ${what}, then 400 says so and no order is asked for`, async () => {
    const answer = await post(body);
    assertProblem(answer, 400, 'invalid_request');
    assert.ok(answer.body.detail.includes(detail), answer.body.detail);
    assert.equal(shop.orders.requests.length, 0);
  });
}

for (const [what, body, status, code] of [
  ['is malformed', '{"customerId":', 400, 'malformed_json'],
  ['holds NaN', '{"items":NaN}', 400, 'malformed_json'],
  ['is larger than 100 kB', { ...orderBody(), paymentToken: 'x'.repeat(110_000) }, 413, 'body_too_large'],
] as const) {
  test(`when the body ${what}, then ${status} ${code}`, async () => {
    assertProblem(await post(body), status, code);
    assert.equal(shop.orders.requests.length, 0);
  });
}

test('when the body is a form, then 415', async () => {
  assertProblem(
    await request(shop.gateway).post('/orders').type('form').send('customerId=cus-0042'),
    415,
    'unsupported_media_type',
  );
});

for (const [what, headers] of [
  ['is missing', {}],
  ['is empty', { 'idempotency-key': '' }],
  ['has a space', { 'idempotency-key': 'a b' }],
  ['is longer than 255', { 'idempotency-key': 'k'.repeat(256) }],
] satisfies [string, Record<string, string>][]) {
  test(`when the idempotency key ${what}, then 400 names the header`, async () => {
    const answer = await post(orderBody(), headers);
    assertProblem(answer, 400, 'invalid_request');
    assert.match(answer.body.detail, /header\.idempotency-key/);
  });
}

const madeUp = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
const someOrder = '0197f3a0-0000-7000-8000-000000000000';

for (const [method, path, status, code, detail] of [
  ['get', '/products?limit=0', 400, 'invalid_request', 'query.limit: expected at least 1'],
  ['get', '/products?limit=101', 400, 'invalid_request', 'query.limit: expected at most 100'],
  ['get', '/products?limit=-1', 400, 'invalid_request', 'query.limit: expected at least 1'],
  ['get', '/products?limit=NaN', 400, 'invalid_request', 'query.limit: expected a number'],
  ['get', '/products?limit=1e999', 400, 'invalid_request', 'query.limit: expected a number'],
  ['get', '/products?limit=1.5', 400, 'invalid_request', 'query.limit: expected a whole number'],
  ['get', '/products?limit=1&limit=2', 400, 'invalid_request', 'query.limit'],
  ['get', '/products?category=LAMPS', 400, 'invalid_request', 'query.category: expected a category'],
  ['get', '/products?page=2', 400, 'invalid_request', 'has no field "page"'],
  ['get', '/products?tenant=outlet', 400, 'invalid_request', 'has no field "tenant"'],
  ['get', '/products?__proto__=1', 400, 'invalid_request', '__proto__'],
  ['get', '/products?cursor=', 400, 'invalid_request', 'query.cursor'],
  [
    'get',
    `/products?cursor=${'x'.repeat(201)}`,
    400,
    'invalid_request',
    'query.cursor: expected at most 200 characters',
  ],
  ['get', '/products?cursor=abc', 400, 'invalid_cursor', 'cursor'],
  ['get', `/products?cursor=${madeUp(['\u0000'])}`, 400, 'invalid_cursor', 'cursor'],
  ['get', '/products/lamp', 400, 'invalid_request', 'path.sku: expected an id like sku-0042'],
  ['get', '/products/sku-9999', 404, 'unknown_product', 'sku-9999'],
  ['get', '/products/%00', 400, 'invalid_request', 'path.sku'],
  ['get', '/products/%E0%A4%A', 400, 'bad_request', 'cannot be read'],
  ['get', '/orders/42', 400, 'invalid_request', 'path.orderId: expected a UUID'],
  ['get', `/orders/${someOrder}`, 404, 'unknown_order', someOrder],
  ['post', '/orders/42/cancel', 400, 'invalid_request', 'path.orderId: expected a UUID'],
  ['post', `/orders/${someOrder}/cancel`, 404, 'unknown_order', someOrder],
  ['get', '/customers/42/orders', 400, 'invalid_request', 'path.customerId: expected an id like cus-0042'],
  ['get', '/customers/cus-9999/orders', 404, 'unknown_customer', 'cus-9999'],
  ['get', '/customers/cus-0042/orders?limit=x', 400, 'invalid_request', 'query.limit'],
  ['get', '/customers/cus-0042/orders?cursor=abc', 400, 'invalid_cursor', 'cursor'],
  ['get', `/customers/cus-0042/orders?cursor=${madeUp(['x', 'y'])}`, 400, 'invalid_cursor', 'cursor'],
  [
    'get',
    `/customers/cus-0042/orders?cursor=${madeUp(['0000-01-01T00:00:00.000Z', someOrder])}`,
    400,
    'invalid_cursor',
    'cursor',
  ],
  ['get', '/nothing', 404, 'not_found', '/nothing'],
  ['delete', '/orders', 404, 'not_found', 'DELETE /orders'],
  ['put', `/orders/${someOrder}`, 404, 'not_found', 'PUT'],
] as const) {
  test(`when the request is ${method.toUpperCase()} ${path.slice(0, 60)}, then ${status} ${code} says why`, async () => {
    const answer = await request(shop.gateway)[method](path);
    assertProblem(answer, status, code);
    assert.ok(answer.body.detail.includes(detail), answer.body.detail);
  });
}

test('when headers are larger than 16 kB, then 431', async () => {
  const answer = await fetch(`${shop.url}/products`, { headers: { 'x-noise': 'x'.repeat(20_000) } });
  const body = (await answer.json()) as Record<string, unknown>;
  assertProblem({ status: answer.status, headers: Object.fromEntries(answer.headers), body }, 431, 'headers_too_large');
});

test('when headers are many but small, then the request is served', async () => {
  const noise = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`x-noise-${index}`, 'x']));
  assert.equal((await request(shop.gateway).get('/products').set(noise)).status, 200);
});

for (const [method, path, body, detail] of [
  ['get', '/products/sku-0001?verbose=1', undefined, 'query: has no field "verbose"'],
  ['get', `/orders/${someOrder}?x=1`, undefined, 'query: has no field "x"'],
  ['post', '/orders?dry-run=1', orderBody(), 'query: has no field "dry-run"'],
  ['post', `/orders/${someOrder}/cancel?force=1`, undefined, 'query: has no field "force"'],
  ['post', `/orders/${someOrder}/cancel`, { reason: 'late' }, 'body: has no field "reason"'],
] as const) {
  test(`when ${method} ${path} is given what it does not take, then 400 names it`, async () => {
    const response = await request(shop.gateway)[method](path).set('idempotency-key', 'k').send(body);
    assertProblem(response, 400, 'invalid_request');
    assert.equal(response.body.detail, detail);
  });
}
