import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routeOf } from '../../src/shoppers/route-of.ts';

const routes = [
  ['GET', '/products?limit=20&cursor=a%2Fb', 'GET /products'],
  ['GET', '/products/sku-0007', 'GET /products/{sku}'],
  ['POST', '/orders', 'POST /orders'],
  ['GET', '/orders/0198', 'GET /orders/{orderId}'],
  ['POST', '/orders/0198/cancel', 'POST /orders/{orderId}/cancel'],
  ['GET', '/customers/cus-0001/orders?limit=10', 'GET /customers/{customerId}/orders'],
  ['GET', '/elsewhere', 'GET /elsewhere'],
] as const;
for (const [method, path, route] of routes) {
  test(`when ${method} ${path} is sent, then its route is ${route}`, () => assert.equal(routeOf(method, path), route));
}
