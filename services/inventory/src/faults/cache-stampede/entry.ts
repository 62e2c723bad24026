import type { Fault } from '@spanshop/shared/faults';
import { pathToCatalogue } from '../paths.ts';

export const cacheStampede: Fault = {
  name: 'cache-stampede',
  sort: 'performance',
  services: ['inventory'],
  mechanism:
    'The catalogue of a sale is kept for a second, which ends for all pages at the same moment. Everybody who comes before a new page is there works it out too, and so makes it slower for the others.',
  symptom: {
    endpoint: 'GET /products',
    feltAs: 'latency',
    inWords: 'Once a second the catalogue is slow for everybody, and quick in between.',
  },
  truth: {
    service: 'inventory',
    operation: 'SELECT inventory.products',
    kind: 'slow-query',
    path: [...pathToCatalogue, { service: 'inventory', operation: 'SELECT inventory.products' }],
  },
  scopes: {
    tenant: true,
    customers: 'the catalogue is the same for all customers',
    request: 'it takes several who come at once; one alone looks up as ever',
  },
  magnitudes: { unit: 'days of a sale that each look-up works out', values: [3, 7, 30] },
  inJaeger:
    'Sort GET /products of inventory by time: the same SELECT runs several times at once, each in a trace of its own, just after a full second; the others have shop.cache.hit.',
  cure: 'One look-up for all who wait (single flight), as cached-catalogue.ts does, and an expiry that differs from entry to entry.',
  source: {
    title: 'Vattani, Chierichetti and Lowenstein: Optimal Probabilistic Cache Stampede Prevention, VLDB 2015',
    url: 'https://www.vldb.org/pvldb/vol8/p886-vattani.pdf',
  },
};
