import type { Fault } from '@spanshop/shared/faults';

export const nPlusOne: Fault = {
  name: 'n-plus-one',
  sort: 'performance',
  services: ['inventory'],
  mechanism:
    'The prices of a cart are looked up one after another instead of all in one query, and each again whenever something is read from its product. Every query is quick; their number grows with the cart.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Placing an order takes longer the more is in the cart.',
  },
  truth: {
    service: 'inventory',
    operation: 'POST /quotes',
    kind: 'n-plus-one',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'place order' },
      { service: 'orders', operation: 'quote' },
      { service: 'inventory', operation: 'POST /quotes' },
    ],
  },
  scopes: { tenant: true, customers: 'inventory is not told whose cart it prices', request: true },
  magnitudes: { unit: 'queries for each item of the cart', values: [8, 40, 150] },
  inJaeger:
    'Open a slow POST /orders and look below POST /quotes: a staircase of equal SELECT spans, none of them slow, where a healthy trace has one.',
  cure: 'Ask once for all: WHERE sku = ANY ($1), as products-repository.ts does.',
  source: {
    title: 'Microsoft: Extraneous Fetching and Chatty I/O antipatterns',
    url: 'https://learn.microsoft.com/en-us/azure/architecture/antipatterns/chatty-io/',
  },
};
