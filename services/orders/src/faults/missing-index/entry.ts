import type { Fault } from '@spanshop/shared/faults';
import { pathToOwnOrders } from '../paths.ts';

export const missingIndex: Fault = {
  name: 'missing-index',
  sort: 'performance',
  services: ['orders'],
  mechanism:
    "The index behind a customer's orders is dropped, as a migration does by mistake, or at magnitude 3 the one behind the lines of each order. What found its rows at once reads a whole table, at magnitude 3 also for each order that is placed. It and bad-plan exclude each other: whichever of the two ends makes the whole index again.",
  symptom: {
    endpoint: 'GET /customers/{customerId}/orders',
    feltAs: 'latency',
    inWords:
      "One's own orders come late, and later the more orders there are; at magnitude 3 placing one takes longer too.",
  },
  truth: {
    service: 'orders',
    operation: 'SELECT orders.orders',
    kind: 'slow-query',
    path: [...pathToOwnOrders, { service: 'orders', operation: 'SELECT orders.orders' }],
  },
  scopes: {
    tenant: 'an index is there for all storefronts or for none',
    customers: 'an index is there for all customers or for none',
    request: 'an index is there for all requests or for none',
  },
  magnitudes: { unit: 'scans of a whole table for a page', values: [1, 1, 11] },
  inJaeger: 'Below GET /customers/{customerId}/orders the one SELECT takes all the time, for few rows.',
  cure: 'CREATE INDEX orders_by_customer ON orders.orders (customer_id, placed_at DESC, id DESC), or the primary key of order_items.',
  source: { title: 'Winand: Use The Index, Luke', url: 'https://use-the-index-luke.com/' },
};
