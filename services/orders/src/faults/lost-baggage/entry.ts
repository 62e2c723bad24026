import type { Fault } from '@spanshop/shared/faults';

export const lostBaggage: Fault = {
  name: 'lost-baggage',
  sort: 'tracing',
  services: ['orders'],
  mechanism:
    'The sender of a message copies the trace into it by hand, and nothing else of the context. Whoever takes it up continues the trace without its baggage.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'not-at-all',
    inWords: 'Nothing: orders ship; who asks for the shipments of one storefront in the traces finds none.',
  },
  truth: {
    service: 'fulfillment',
    operation: 'process order.confirmed',
    kind: 'baggage-missing',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'confirm' },
      { service: 'orders', operation: 'send order.confirmed' },
      { service: 'fulfillment', operation: 'process order.confirmed' },
    ],
  },
  scopes: { tenant: true, customers: 'the queue is not told whose order a message is of', request: true },
  magnitudes: { unit: 'of 100 messages', values: [10, 50, 100] },
  inJaeger:
    'Search for a storefront by its tag: process order.confirmed and all below it lack shop.tenant, which the span that sent the message has.',
  cure: 'propagation.inject, which writes all that the propagators know, instead of one header by hand.',
  source: {
    title: 'OpenTelemetry: Baggage',
    url: 'https://opentelemetry.io/docs/concepts/signals/baggage/',
  },
};
