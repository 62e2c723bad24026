import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breadthOf } from '../../src/model/index.ts';

const names = {
  anything: [
    '/*',
    'GET /*',
    'GET',
    'HTTP GET',
    'POST /',
    'GET /**',
    'GET /{*path}',
    '/:path*',
    '/api/*',
    'POST /graphql',
    '',
  ],
  'no route': ['ingress', 'edge-router', 'checkout', 'GET ingress', 'ingress:80', 'proxy.local:8080'],
  route: [
    'GET /carts',
    '/carts/{id}',
    'POST /logins',
    'shop.Carts/Get',
    'CartController.get',
    'GET /a*b',
    'HTTP GET /carts',
  ],
} as const;

for (const [breadth, operations] of Object.entries(names)) {
  for (const operation of operations) {
    test(`when an operation is called "${operation}", then its name says: ${breadth}`, () => {
      assert.equal(breadthOf(operation), breadth);
    });
  }
}
