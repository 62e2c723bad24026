import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarizeQuery } from '../../src/telemetry/refinements/query-summary.ts';

for (const [query, summary] of [
  ['SELECT 1', 'SELECT'],
  ['select * from orders.orders where id = $1', 'SELECT orders.orders'],
  ['INSERT INTO orders.orders (id) VALUES ($1) ON CONFLICT DO NOTHING', 'INSERT orders.orders'],
  ['INSERT INTO gateway.keys VALUES ($1) ON CONFLICT (k) DO UPDATE SET v = 1', 'INSERT gateway.keys'],
  ['UPDATE inventory.stock SET available = 1 FROM unnest($1::text[])', 'UPDATE inventory.stock'],
  ['DELETE FROM "orders"."sagas" WHERE order_id = $1', 'DELETE orders.sagas'],
  ['SELECT status FROM inventory.reservations WHERE order_id = $1 FOR UPDATE', 'SELECT inventory.reservations'],
  ['WITH a AS (SELECT 1) SELECT * FROM inventory.stock FOR UPDATE OF stock', 'SELECT inventory.stock'],
  [
    'WITH locked AS (SELECT sku FROM inventory.stock FOR UPDATE) UPDATE inventory.stock SET a = 1',
    'UPDATE inventory.stock',
  ],
  ['BEGIN', 'BEGIN'],
  ['', 'QUERY'],
] as const) {
  test(`when the statement is ${query || 'empty'}, then its summary is ${summary}`, () => {
    assert.equal(summarizeQuery(query).summary, summary);
  });
}

test('when the same statement comes again, then its summary is not worked out again', () => {
  assert.equal(summarizeQuery('SELECT 2'), summarizeQuery('SELECT 2'));
});
