import type { Fault } from '@spanshop/shared/faults';

export const doubleInstrumentation: Fault = {
  name: 'double-instrumentation',
  sort: 'tracing',
  services: ['fulfillment'],
  mechanism:
    "A client's own tracing makes a CLIENT span for each call, and the automatic instrumentation of HTTP makes one for the same call. Calls are counted twice, and their times added up twice.",
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'not-at-all',
    inWords: 'Nothing: orders ship; by the traces twice as many calls are made as there are.',
  },
  truth: {
    service: 'fulfillment',
    operation: 'POST /reservations/{orderId}/ship',
    kind: 'doubled-call',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'send order.confirmed' },
      { service: 'fulfillment', operation: 'process order.confirmed' },
      { service: 'fulfillment', operation: 'POST /reservations/{orderId}/ship' },
    ],
  },
  scopes: { tenant: true, customers: 'fulfillment is not told whose order it ships', request: true },
  magnitudes: { unit: 'of 100 calls', values: [10, 50, 100] },
  inJaeger:
    'Below process order.confirmed a CLIENT span POST /reservations/{orderId}/ship has another of the same name inside, which takes all of its time.',
  cure: 'One of the two goes: leave out the span by hand, or switch the instrumentation off for this client.',
  source: {
    title: 'OpenTelemetry: Libraries, native and automatic instrumentation',
    url: 'https://opentelemetry.io/docs/concepts/instrumentation/libraries/',
  },
};
