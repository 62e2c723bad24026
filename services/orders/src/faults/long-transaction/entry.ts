import type { Fault } from '@spanshop/shared/faults';

export const longTransaction: Fault = {
  name: 'long-transaction',
  sort: 'performance',
  services: ['orders'],
  mechanism:
    'An order takes the next number of its invoice in a transaction that stays open while payments charges the card. Until it commits, every other order that needs a number of the same series waits for the row.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Paying takes longer the more others pay at the same time.',
  },
  truth: {
    service: 'orders',
    operation: 'charge',
    kind: 'lock-contention',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'place order' },
      { service: 'orders', operation: 'charge' },
    ],
  },
  scopes: {
    tenant: 'storefronts share the series of numbers',
    customers: 'customers share the series of numbers',
    request: 'the others that wait would not be the request that it is aimed at',
  },
  magnitudes: { unit: 'series of numbers that all orders share', values: [20, 2, 1] },
  inJaeger:
    'In the step "charge" UPDATE orders.invoice_numbers takes long, and its trace does not say why. Another trace does: there the same UPDATE is followed by POST /charges, and only then by COMMIT.',
  cure: 'No call to another service inside a transaction: charge first, then take the number in the transaction that confirms.',
  source: {
    title: 'PostgreSQL: Explicit Locking',
    url: 'https://www.postgresql.org/docs/18/explicit-locking.html',
  },
};
