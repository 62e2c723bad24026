import type { Fault } from '@spanshop/shared/faults';
import { pathToCharges } from '../path-to-charges.ts';

export const retryStorm: Fault = {
  name: 'retry-storm',
  sort: 'performance',
  services: ['payments', 'acquirer'],
  mechanism:
    'The acquirer refuses one card in twenty at once, because a bank behind it is away: that is the trigger. Payments asks again and again without a pause and without a budget, and makes many times the load of it: that is what has to be cured.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Some orders take very long and fail in the end; the others become slower with them.',
  },
  truth: { service: 'payments', operation: 'POST /charges', kind: 'retry-storm', path: pathToCharges },
  scopes: {
    tenant: 'its trigger is at the acquirer, an outside party that is not told the storefront',
    customers: 'its trigger is at the acquirer, an outside party that is not told the customer',
    request: 'its trigger is at the acquirer, an outside party that gets no baggage',
  },
  magnitudes: { unit: 'tries for each charge at most', values: [10, 300, 2_000] },
  inJaeger:
    'A POST /charges with hundreds of equal CLIENT spans POST /v1/captures, each 503, with http.request.resend_count going up. Count them against the charges: so many times the load is home-made.',
  cure: 'Two tries with a growing pause, as acquirer-client.ts has them, within a budget of retries for all requests together; a circuit breaker behind it.',
  source: {
    title: 'AWS Builders’ Library: Timeouts, retries, and backoff with jitter',
    url: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
  },
};
