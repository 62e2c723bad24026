import type { Fault } from '@spanshop/shared/faults';

export const invertedTimeouts: Fault = {
  name: 'inverted-timeouts',
  sort: 'performance',
  services: ['orders'],
  mechanism:
    'An order waits for its charge for a shorter time than the call to payments may take. When it gives up the call goes on for nobody: the card is charged, and the order has to be settled later.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'errors',
    inWords: 'Some orders are answered "not known yet", although the card was charged.',
  },
  truth: {
    service: 'orders',
    operation: 'charge',
    kind: 'timeout',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'place order' },
      { service: 'orders', operation: 'charge' },
    ],
  },
  scopes: { tenant: true, customers: true, request: true },
  magnitudes: { unit: 'ms until an order gives its charge up', values: [100, 60, 40] },
  inJaeger:
    'The step "charge" ends with a timeout while POST /charges below it goes on beyond its parent, and ends well.',
  cure: "Each timeout shorter than its caller's, from one deadline that travels with the call: http-client.ts takes what is left of it.",
  source: {
    title: 'gRPC: Deadlines',
    url: 'https://grpc.io/blog/deadlines/',
  },
};
