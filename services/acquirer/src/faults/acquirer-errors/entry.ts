import type { Fault } from '@spanshop/shared/faults';
import { pathToCaptures, scopesOfOutsideParty } from '../outside-party.ts';

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
  truth: {
    service: 'payments',
    operation: 'POST /v1/captures',
    kind: 'error',
    path: pathToCaptures,
  },
  scopes: scopesOfOutsideParty,
  magnitudes: { unit: 'of 100 captures that fail', values: [3, 12, 40] },
  inJaeger:
    'Search for error=true: the deepest span in error is the CLIENT span POST /v1/captures with status 500, and it has no children.',
  cure: 'Nothing here is broken. Charges go by reference, so that the background asks later what became of them, and a circuit breaker limits what it costs.',
  source: {
    title: 'Google SRE Book: Addressing Cascading Failures',
    url: 'https://sre.google/sre-book/addressing-cascading-failures/',
  },
};
