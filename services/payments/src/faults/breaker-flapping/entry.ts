import type { Fault } from '@spanshop/shared/faults';
import { pathToCharges } from '../path-to-charges.ts';

export const breakerFlapping: Fault = {
  name: 'breaker-flapping',
  sort: 'performance',
  services: ['payments'],
  mechanism:
    'A second circuit breaker before the acquirer takes an answer that comes a little late for a failure, and opens after a few of them. The acquirer is as well as ever: its ordinary ups and downs are enough.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'errors',
    inWords: 'For a few seconds every order fails, then all is well, then they fail again.',
  },
  truth: { service: 'payments', operation: 'POST /charges', kind: 'error', path: pathToCharges },
  scopes: {
    tenant: 'one breaker stands before the acquirer for all storefronts',
    customers: 'one breaker stands before the acquirer for all customers',
    request: 'one breaker stands before the acquirer for all requests',
  },
  magnitudes: { unit: 'ms after which an answer counts as a failure', values: [60, 45, 35] },
  inJaeger:
    'POST /charges fails within a millisecond or two, with an event "call short-circuited" and no call below it; the calls before the event "circuit opened" all succeeded.',
  cure: 'Limits from what is measured: a slow answer is one beyond the 99th percentile, and ten calls and half of them failures at least before a circuit opens.',
  source: {
    title: 'Microsoft: Circuit Breaker pattern, issues and considerations',
    url: 'https://learn.microsoft.com/en-us/azure/architecture/patterns/circuit-breaker',
  },
};
