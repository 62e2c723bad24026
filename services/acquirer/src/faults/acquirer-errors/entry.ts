import type { Fault } from '@spanshop/shared/faults';

export const acquirerErrors: Fault = {
  name: 'acquirer-errors',
  sort: 'performance',
  services: ['acquirer'],
  mechanism:
    'One of the lines from the acquirer to the card network is broken, and a part of the captures ends in an error of its own. Our services work as they should, and yet cannot confirm those orders: they do not know whether the card was charged, and have to ask later.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'errors',
    inWords: 'Some orders are not confirmed, whatever is in them and whoever places them.',
  },
  // Traces know an outside party by the calls to it alone.
  truth: {
    service: 'payments',
    operation: 'POST /v1/captures',
    kind: 'error',
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
  magnitudes: { unit: 'of 100 captures that fail', values: [3, 12, 40] },
  inJaeger:
    'Search for error=true: the deepest span in error is the CLIENT span POST /v1/captures with status 500, and it has no children.',
  cure: 'Nothing here is broken. Charges go by reference, so that the background asks later what became of them, and a circuit breaker limits what it costs.',
  source: {
    title: 'Google SRE Book: Addressing Cascading Failures',
    url: 'https://sre.google/sre-book/addressing-cascading-failures/',
  },
};
