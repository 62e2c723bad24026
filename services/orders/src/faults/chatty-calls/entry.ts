import type { Fault } from '@spanshop/shared/faults';

export const chattyCalls: Fault = {
  name: 'chatty-calls',
  sort: 'performance',
  services: ['orders'],
  mechanism:
    'An order asks inventory for each of its lines by itself, the same again and again, where one call for all of them would do. Every call is quick; their number grows with the cart.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Placing an order takes longer, and longer still the more different things are in the cart.',
  },
  truth: {
    service: 'orders',
    operation: 'quote',
    kind: 'chatty-calls',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'place order' },
      { service: 'orders', operation: 'quote' },
    ],
  },
  scopes: { tenant: true, customers: 'the call for a quote does not say whose cart it is', request: true },
  magnitudes: { unit: 'calls for each line of the cart', values: [4, 16, 64] },
  inJaeger:
    'Below the step "quote" of a slow POST /orders stands a staircase of POST /quotes, each of them quick, where a healthy trace has one.',
  cure: 'Send all lines in one call, as place-order.ts does: the call takes a list.',
  source: {
    title: 'Microsoft: Chatty I/O antipattern',
    url: 'https://learn.microsoft.com/en-us/azure/architecture/antipatterns/chatty-io/',
  },
};
