import type { Fault } from '@spanshop/shared/faults';
import { pathToCharges } from '../path-to-charges.ts';

export const poolExhaustion: Fault = {
  name: 'pool-exhaustion',
  sort: 'performance',
  services: ['payments'],
  mechanism:
    'A charge takes its database connections at the beginning, one for each of its parts, and keeps them while the acquirer is awaited. The ten of the pool are gone after a few charges, and everybody else waits for one.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Placing an order is quick for one alone, and slow or refused where several do it at the same moment.',
  },
  truth: { service: 'payments', operation: 'POST /charges', kind: 'pool-exhaustion', path: pathToCharges },
  scopes: {
    tenant: true,
    customers: true,
    request: 'one charge alone finds connections enough; it is the others that wait for one',
  },
  magnitudes: { unit: 'connections for each charge', values: [4, 8, 10] },
  inJaeger:
    'pg-pool.connect takes long in payments while its queries are quick. Look at what goes on meanwhile: charges that wait for the acquirer, with their connections in hand.',
  cure: 'Nobody keeps a connection while somebody else is awaited, and nobody who has one waits for a second: charges-repository.ts takes one for each statement.',
  source: {
    title: 'HikariCP: About Pool Sizing, "Pool-locking"',
    url: 'https://github.com/brettwooldridge/HikariCP/wiki/About-Pool-Sizing',
  },
};
