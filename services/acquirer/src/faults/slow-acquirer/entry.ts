import type { Fault } from '@spanshop/shared/faults';

export const slowAcquirer: Fault = {
  name: 'slow-acquirer',
  sort: 'performance',
  services: ['acquirer'],
  mechanism:
    'The card network behind the acquirer takes several times as long for each capture. Nothing of ours works more; everything that charges a card waits.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Paying takes long; looking around is as quick as ever.',
  },
  // Traces know an outside party by the calls to it alone.
  truth: {
    service: 'payments',
    operation: 'POST /v1/captures',
    kind: 'slow-dependency',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'place order' },
      { service: 'orders', operation: 'charge' },
      { service: 'payments', operation: 'POST /charges' },
      { service: 'payments', operation: 'POST /v1/captures' },
    ],
  },
  scopes: {
    tenant: 'the acquirer is an outside party: it is not told the storefront',
    customers: 'the acquirer is an outside party: it is not told the customer',
    request: 'the acquirer is an outside party: no baggage goes there',
  },
  magnitudes: { unit: 'times the usual time of the card network', values: [2, 5, 20] },
  inJaeger: 'The CLIENT span POST /v1/captures below POST /charges takes nearly all of the order; it has no children.',
  cure: 'Nothing here is broken. A deadline, a circuit breaker and an answer without waiting (202) limit what it costs.',
  source: {
    title: 'Google SRE Book: Addressing Cascading Failures',
    url: 'https://sre.google/sre-book/addressing-cascading-failures/',
  },
};
