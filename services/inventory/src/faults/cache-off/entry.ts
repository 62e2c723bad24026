import type { Fault } from '@spanshop/shared/faults';
import { pathToCatalogue } from '../paths.ts';

export const cacheOff: Fault = {
  name: 'cache-off',
  sort: 'performance',
  services: ['inventory'],
  mechanism:
    'The catalogue of a sale passes the cache by: at every look each product is compared with the others of its category, on each day of the sale. What could be worked out once a second is worked out for everybody.',
  symptom: {
    endpoint: 'GET /products',
    feltAs: 'latency',
    inWords: 'The catalogue comes late, and later the more people look.',
  },
  truth: {
    service: 'inventory',
    operation: 'SELECT inventory.products',
    kind: 'slow-query',
    path: [...pathToCatalogue, { service: 'inventory', operation: 'SELECT inventory.products' }],
  },
  scopes: { tenant: true, customers: 'the catalogue is the same for all customers', request: true },
  magnitudes: { unit: 'days of a sale that each look works out', values: [2, 10, 40] },
  inJaeger:
    'Every GET /products of inventory has its SELECT, and none has shop.cache.hit; in a healthy minute most have no SELECT at all.',
  cure: 'Keep what many ask for: cached-catalogue.ts keeps a page for a second.',
  source: {
    title: 'Nishtala and others: Scaling Memcache at Facebook, NSDI 2013',
    url: 'https://www.usenix.org/conference/nsdi13/technical-sessions/presentation/nishtala',
  },
};
