import type { Fault } from '@spanshop/shared/faults';

export const wrongParent: Fault = {
  name: 'wrong-parent',
  sort: 'tracing',
  services: ['fulfillment'],
  mechanism:
    'A client keeps the span of the message that it works for in a variable, which all messages share. As soon as two are worked on at once, the later one gets the calls of both.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'not-at-all',
    inWords: 'Nothing: orders ship; their traces tell of each other.',
  },
  truth: {
    service: 'fulfillment',
    operation: 'POST /orders/{orderId}/shipped',
    kind: 'wrong-parent',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'send order.confirmed' },
      { service: 'fulfillment', operation: 'process order.confirmed' },
      { service: 'fulfillment', operation: 'POST /orders/{orderId}/shipped' },
    ],
  },
  scopes: {
    tenant: true,
    customers: 'fulfillment is not told whose order it ships',
    request: 'it takes two messages at once, of which one is the wrong one',
  },
  magnitudes: { unit: 'of 100 shipments', values: [10, 50, 100] },
  inJaeger:
    'An order has two POST /orders/{orderId}/shipped below its shipment, the second with the id of another order; that one has none.',
  cure: 'Keep nothing of a request in a variable that outlives it: the active context (AsyncLocalStorage) is one for each.',
  source: {
    title: 'Node.js: Asynchronous context tracking',
    url: 'https://nodejs.org/api/async_context.html',
  },
};
