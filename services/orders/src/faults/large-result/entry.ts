import type { Fault } from '@spanshop/shared/faults';
import { pathToOwnOrders } from '../paths.ts';

export const largeResult: Fault = {
  name: 'large-result',
  sort: 'performance',
  services: ['orders'],
  mechanism:
    "A page of one's orders is cut out in the process: all orders of the customer, and of customers next to them that are read ahead, come from the database whole. Most of what is sent, parsed and sorted is thrown away.",
  symptom: {
    endpoint: 'GET /customers/{customerId}/orders',
    feltAs: 'latency',
    inWords: "One's own orders come late, and later the longer the shop is in business.",
  },
  truth: {
    service: 'orders',
    operation: 'GET /customers/{customerId}/orders',
    kind: 'large-payload',
    path: pathToOwnOrders,
  },
  scopes: { tenant: true, customers: true, request: true },
  magnitudes: { unit: 'customers whose orders are read for one of them', values: [1, 20, 200] },
  inJaeger:
    'db.response.returned_rows of the SELECT below GET /customers/{customerId}/orders: thousands, where a page is ten. Time passes after it ended, too: the rows are parsed and sorted.',
  cure: 'Let the database cut: WHERE, ORDER BY and LIMIT for exactly one page, as orders-repository.ts does.',
  source: {
    title: 'Microsoft: Extraneous Fetching antipattern',
    url: 'https://learn.microsoft.com/en-us/azure/architecture/antipatterns/extraneous-fetching/',
  },
};
