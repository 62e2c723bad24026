import type { Fault } from '@spanshop/shared/faults';
import { pathToReservations } from '../paths.ts';

export const deadlock: Fault = {
  name: 'deadlock',
  sort: 'performance',
  services: ['inventory'],
  mechanism:
    'A reservation locks rows in the order of the cart: each product first, then what it finds that could replace it. Two of them take the same rows in opposite order and wait for each other, until the database ends one.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'errors',
    inWords: 'Some orders hang for a second, and some of those fail.',
  },
  truth: {
    service: 'inventory',
    operation: 'SELECT inventory.stock',
    kind: 'deadlock',
    path: [...pathToReservations, { service: 'inventory', operation: 'SELECT inventory.stock' }],
  },
  scopes: {
    tenant: true,
    customers: 'inventory is not told whose cart it reserves',
    request: 'it takes two reservations at once, and either of them may be the one that is ended',
  },
  magnitudes: { unit: 'further products locked for each item of the cart', values: [6, 14, 30] },
  inJaeger:
    'Below POST /reservations a SELECT ... FOR UPDATE that takes a second and fails with 40P01; a trace beside it has one that takes a second and succeeds.',
  cure: 'Lock all rows in one order that everybody keeps: ORDER BY sku FOR UPDATE in one statement, as lock-stock.ts does.',
  source: {
    title: 'PostgreSQL: Deadlocks',
    url: 'https://www.postgresql.org/docs/18/explicit-locking.html#LOCKING-DEADLOCKS',
  },
};
