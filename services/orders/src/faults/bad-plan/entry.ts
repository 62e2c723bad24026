import type { Fault } from '@spanshop/shared/faults';
import { pathToOwnOrders } from '../paths.ts';

export const badPlan: Fault = {
  name: 'bad-plan',
  sort: 'performance',
  services: ['orders'],
  mechanism:
    "The index behind a customer's orders is split into one for each storefront, and the page of the storefront with most orders, at magnitude 3 of the two with most, is read by a prepared statement with one plan for all values. Such a plan cannot know whose index it may use, so it scans the table; the other storefronts, planned anew each time, stay quick. It and missing-index exclude each other: the parts stand in for the index that is missing, and whichever of the two ends makes the whole one again.",
  symptom: {
    endpoint: 'GET /customers/{customerId}/orders',
    feltAs: 'latency',
    inWords: "In one or two storefronts one's own orders come late; elsewhere they do not.",
  },
  truth: {
    service: 'orders',
    operation: 'SELECT orders.orders',
    kind: 'slow-query',
    path: [...pathToOwnOrders, { service: 'orders', operation: 'SELECT orders.orders' }],
  },
  scopes: {
    tenant: 'the indexes are those of all storefronts; it shows at the largest ones by itself',
    customers: 'an index is there for all customers or for none',
    request: 'an index is there for all requests or for none',
  },
  magnitudes: { unit: 'storefronts, the largest first, whose page is prepared', values: [1, 1, 2] },
  inJaeger:
    'Compare GET /customers/{customerId}/orders by shop.tenant: for main, at magnitude 3 for outlet too, the SELECT takes all the time; for studio it is always as quick as ever.',
  cure: 'Leave plan_cache_mode at auto, or one index that every plan can use.',
  source: {
    title: 'PostgreSQL: PREPARE, about generic and custom plans',
    url: 'https://www.postgresql.org/docs/18/sql-prepare.html',
  },
};
