import type { Fault } from '@spanshop/shared/faults';

export const noisyNeighbour: Fault = {
  name: 'noisy-neighbour',
  sort: 'performance',
  services: ['orders'],
  mechanism:
    'A report about everything that was ever sold runs again and again on the database that serves the shop. It takes the processors and the memory that all other queries need.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Everything takes longer, although nobody does more than before.',
  },
  // No endpoint leads there: no request asks for a report, and all that it shares with them is the database.
  truth: {
    service: 'orders',
    operation: 'sales report',
    kind: 'saturation',
    path: [{ service: 'orders', operation: 'sales report' }],
  },
  scopes: {
    tenant: 'all storefronts share the database',
    customers: 'all customers share the database',
    request: 'the report runs in the background',
  },
  magnitudes: { unit: 'reports at a time', values: [1, 3, 8] },
  inJaeger:
    'All queries of all services take longer, none of them stands out. Look for traces of orders that no customer began: "sales report" takes seconds, and others of it at the same time. No request leads to it.',
  cure: 'Reports on a replica, or at night, or from totals that are kept up to date.',
  source: {
    title: 'Microsoft: Noisy Neighbor antipattern',
    url: 'https://learn.microsoft.com/en-us/azure/architecture/antipatterns/noisy-neighbor/noisy-neighbor',
  },
};
