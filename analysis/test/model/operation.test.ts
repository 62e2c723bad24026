import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generalName, operationOf } from '../../src/model/index.ts';
import { span } from '../support/spans.ts';

const general: readonly (readonly [name: string, expected: string])[] = [
  ['GET /orders/8123', 'GET /orders/{id}'],
  ['GET /orders/8123?page=2', 'GET /orders/{id}'],
  ['GET /users/3fa85f64-5717-4562-b3fc-2c963f66afa6/cart', 'GET /users/{id}/cart'],
  ['process order.confirmed', 'process order.confirmed'],
  ['GET /v1/things', 'GET /v1/things'],
  ['SELECT inventory.products', 'SELECT inventory.products'],
  ['cache get deadbeef01', 'cache get {id}'],
  ['place order', 'place order'],
];

for (const [name, expected] of general) {
  test(`when a span is called "${name}", then its operation is "${expected}"`, () => {
    assert.equal(generalName(name), expected);
  });
}

test('when conventions name the operation, then they go before the span’s name', () => {
  const server = { 'http.request.method': 'GET', 'http.route': '/orders/:id' };
  assert.equal(operationOf(span({ name: 'GET /orders/7', kind: 'server', attributes: server })), 'GET /orders/:id');
  const summary = { 'db.system.name': 'postgresql', 'db.query.summary': 'SELECT orders' };
  assert.equal(operationOf(span({ name: 'pg.query', kind: 'client', attributes: summary })), 'SELECT orders');
  const older = { 'db.system': 'mysql', 'db.operation': 'SELECT', 'db.sql.table': 'orders' };
  assert.equal(operationOf(span({ name: 'query', kind: 'client', attributes: older })), 'SELECT orders');
});
