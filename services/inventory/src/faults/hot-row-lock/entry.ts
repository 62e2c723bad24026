import type { Fault } from '@spanshop/shared/faults';
import { pathToReservations } from '../paths.ts';

export const hotRowLock: Fault = {
  name: 'hot-row-lock',
  sort: 'performance',
  services: ['inventory'],
  mechanism:
    'Every reservation first locks one row that all of them share, and keeps it while it works out how long the stock will last. So they go one after another, whatever they want.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Placing an order takes longer the more people do it at the same time.',
  },
  truth: {
    service: 'inventory',
    operation: 'POST /reservations',
    kind: 'lock-contention',
    path: pathToReservations,
  },
  scopes: {
    tenant: true,
    customers: 'inventory is not told whose cart it reserves',
    request: 'one reservation alone waits for nobody; with the row in hand it makes all others wait',
  },
  magnitudes: { unit: 'days that the stock is worked out for while the row is locked', values: [250, 700, 2_000] },
  inJaeger:
    'Open a slow POST /orders and look below POST /reservations for "wait for stock lock": the link leads to the reservation that held the row, and what it did meanwhile.',
  cure: 'Lock what is wanted and nothing else, as late as possible, and do the arithmetic before or after: lock-stock.ts locks the rows of the cart.',
  source: {
    title: 'PostgreSQL: Explicit Locking, row-level locks',
    url: 'https://www.postgresql.org/docs/18/explicit-locking.html#LOCKING-ROWS',
  },
};
