import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { clearSpans, waitForSpans } from '@spanshop/shared/testing';
import request from 'supertest';
import { orderBody } from '../support/order-body.ts';
import { startShop } from '../support/start-shop.ts';
import { type Document, operationsOf, resolve, schemaOf } from './read-document.ts';
import { routesOf } from './routes-of.ts';

const shop = await startShop();
after(shop.close);
beforeEach(clearSpans);

const document: Document = (await request(shop.gateway).get('/openapi.json')).body;
const operations = operationsOf(document);
const placed = await request(shop.gateway).post('/orders').set('idempotency-key', randomUUID()).send(orderBody());

test('when the document is read, then it is OpenAPI 3.1 with a title and a version', () => {
  assert.match(document.openapi, /^3\.1\.\d$/);
  assert.equal(document.info.title, 'Spanshop');
  assert.match(document.info.version, /^\d+\.\d+\.\d+$/);
});

test('when the document points at something, then that is there', () => {
  const pointers = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, pointer = '']) => pointer);
  for (const pointer of pointers) assert.ok(resolve(document, pointer), pointer);
});

test('when operations are named, then each name is there once', () => {
  const names = operations.map(({ operation }) => operation.operationId);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(name, /^[a-z]\w+$/);
});

for (const { method, path, operation } of operations) {
  test(`when ${method.toUpperCase()} ${path} is documented, then its parameters, body and answers are`, () => {
    const parameters = (operation.parameters ?? []).map(parameter =>
      parameter.$ref ? (resolve(document, parameter.$ref) as typeof parameter) : parameter,
    );
    const inPath = parameters.filter(parameter => parameter.in === 'path');
    assert.deepEqual(
      inPath.map(({ name }) => name),
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
    );
    assert.ok(inPath.every(({ required }) => required === true));
    assert.ok(parameters.every(parameter => parameter.schema));
    assert.ok(parameters.some(({ name, required }) => name === 'x-tenant' && required !== true));
    const statuses = Object.keys(operation.responses);
    assert.ok(statuses.some(status => status.startsWith('2')) && statuses.includes('400'));
    for (const [status, response] of Object.entries(operation.responses)) {
      assert.match(response.description, /\S/);
      const expected = status.startsWith('2') ? 'application/json' : 'application/problem+json';
      assert.deepEqual(Object.keys(response.content ?? {}), [expected]);
    }
  });
}

test('when the gateway has a route, then it is documented, and the other way round', () => {
  const undocumented = ['get /openapi.json', 'get /healthz', 'get /readyz'];
  const documented = operations.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
  assert.deepEqual(routesOf(shop.gateway).toSorted(), [...documented, ...undocumented].toSorted());
});

const values: Readonly<Record<string, string>> = {
  sku: 'sku-0001',
  orderId: placed.body.id,
  customerId: 'cus-0042',
};
const call = (method: string, path: string) => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  if (method === 'get') return request(shop.gateway).get(filled);
  const post = request(shop.gateway).post(filled).set('idempotency-key', randomUUID());
  return filled === '/orders' ? post.send(orderBody()) : post;
};

for (const { method, path, operation } of operations) {
  test(`when ${method.toUpperCase()} ${path} is called, then the answer is as documented, and its span has the route`, async () => {
    const answer = await call(method, path);
    assert.ok(answer.status < 300, JSON.stringify(answer.body));
    schemaOf(document, operation, answer.status).parse(answer.body);
    const spanId = answer.get('traceresponse')?.split('-')[2];
    const spans = await waitForSpans(all => all.some(span => span.spanContext().spanId === spanId));
    const span = spans.find(candidate => candidate.spanContext().spanId === spanId);
    assert.equal(span?.attributes['http.route'], path);
    assert.equal(span?.name, `${method.toUpperCase()} ${path}`);
  });

  test(`when ${method.toUpperCase()} ${path} is refused, then the problem is as documented`, async () => {
    const answer = await call(method, path).set('x-tenant', 'nobody');
    assert.equal(answer.status, 400);
    schemaOf(document, operation, 400).parse(answer.body);
  });
}

test('when no route is taken, then the span has none', async () => {
  const answer = await request(shop.gateway).get('/nothing/at/all');
  const spanId = answer.get('traceresponse')?.split('-')[2];
  const spans = await waitForSpans(all => all.some(span => span.spanContext().spanId === spanId));
  const span = spans.find(candidate => candidate.spanContext().spanId === spanId);
  assert.equal(span?.attributes['http.route'], undefined);
  assert.equal(span?.name, 'GET');
});
