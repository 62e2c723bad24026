import type { Fault } from '@spanshop/shared/faults';

export const noKeepAlive: Fault = {
  name: 'no-keep-alive',
  sort: 'performance',
  services: ['orders'],
  mechanism:
    'The connections of orders to its database are not kept: each is closed after a few statements. The next statement has to connect first, which costs PostgreSQL a new process and both sides the check of the password.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Everything about orders takes longer, most of all placing one.',
  },
  truth: {
    service: 'orders',
    operation: 'pg.connect',
    kind: 'network',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'pg.connect' },
    ],
  },
  scopes: {
    tenant: 'all storefronts share the connections',
    customers: 'all customers share the connections',
    request: 'all requests share the connections',
  },
  magnitudes: { unit: 'uses of a connection before it is closed', values: [10, 3, 1] },
  inJaeger:
    'pg.connect stands before many statements of orders, and takes longer than they do; a healthy trace has none.',
  cure: 'Keep connections: no maxUses for the pool, and a pool that is shared, as create-pool.ts makes it.',
  source: {
    title: 'Brandur Leach: How to Manage Connections Efficiently in Postgres',
    url: 'https://brandur.org/postgres-connections',
  },
};
