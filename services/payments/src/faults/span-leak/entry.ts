import type { Fault } from '@spanshop/shared/faults';

export const spanLeak: Fault = {
  name: 'span-leak',
  sort: 'tracing',
  services: ['payments'],
  mechanism:
    'A span around the capture is ended where the card was charged, and forgotten where it was declined or the acquirer failed. Such a span is never exported, so that whatever is below it has no parent.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'not-at-all',
    inWords: 'Nothing: the shop works, the traces of cards that were not charged fall apart.',
  },
  truth: {
    service: 'payments',
    operation: 'POST /v1/captures',
    kind: 'unended-span',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'charge' },
      { service: 'payments', operation: 'POST /charges' },
      { service: 'payments', operation: 'POST /v1/captures' },
    ],
  },
  scopes: { tenant: true, customers: 'payments asks the acquirer for an order, not for a customer', request: true },
  magnitudes: { unit: 'of 100 captures are wrapped so', values: [10, 50, 100] },
  inJaeger:
    'Look for an order with payment_declined: Jaeger warns of an invalid parent, and POST /v1/captures hangs at the top of the trace.',
  cure: 'End a span in a finally, or let a wrapper do it, as inSpan does.',
  source: {
    title: 'OpenTelemetry: Manual instrumentation in JavaScript, create spans',
    url: 'https://opentelemetry.io/docs/languages/js/instrumentation/#create-spans',
  },
};
