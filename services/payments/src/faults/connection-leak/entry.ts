import type { Fault } from '@spanshop/shared/faults';
import { pathToCharges } from '../path-to-charges.ts';

export const connectionLeak: Fault = {
  name: 'connection-leak',
  sort: 'performance',
  services: ['payments'],
  mechanism:
    'Whenever a card is declined, connections are taken to look at what the customer paid before, and never given back. Nothing is felt at first; when the pool of ten is empty everybody waits in vain.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'All is well for a while; then every order takes three seconds and fails.',
  },
  truth: { service: 'payments', operation: 'POST /charges', kind: 'pool-exhaustion', path: pathToCharges },
  scopes: {
    tenant: 'a connection that is lost is missing to every storefront',
    customers: 'a connection that is lost is missing to every customer',
    request: 'a connection that is lost is missing to every request',
  },
  magnitudes: { unit: 'connections lost for each declined card', values: [1, 3, 10] },
  inJaeger:
    'Sort by time: from some moment on pg-pool.connect takes all of the time in payments, and queries are few and quick. Requests that ended in 402 just before are the ones to read.',
  cure: 'try and finally around every connection that is taken, or pool.query, which gives it back by itself.',
  source: { title: 'node-postgres: Pooling', url: 'https://node-postgres.com/features/pooling' },
};
