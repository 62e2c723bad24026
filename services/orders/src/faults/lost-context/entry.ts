import type { Fault } from '@spanshop/shared/faults';

export const lostContext: Fault = {
  name: 'lost-context',
  sort: 'tracing',
  services: ['orders'],
  mechanism:
    'The charge is made from a callback that runs outside the context of its request, as a home-made queue or an event emitter does it. Its spans begin a trace of their own.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'not-at-all',
    inWords: 'Nothing: the shop works, its traces end too early.',
  },
  truth: {
    service: 'orders',
    operation: 'POST /charges',
    kind: 'lost-context',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'charge' },
      { service: 'orders', operation: 'POST /charges' },
    ],
  },
  scopes: { tenant: true, customers: true, request: true },
  magnitudes: { unit: 'of 100 charges', values: [10, 50, 100] },
  inJaeger:
    'An order has no charge below its step "charge"; POST /charges stands in a trace of its own that begins inside the shop.',
  cure: 'AsyncResource.bind, or context.bind(context.active(), callback), where the callback is handed over.',
  source: {
    title: 'OpenTelemetry: Context propagation in JavaScript',
    url: 'https://opentelemetry.io/docs/languages/js/context/',
  },
};
