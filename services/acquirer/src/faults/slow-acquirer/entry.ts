import type { Fault } from '@spanshop/shared/faults';
import { pathToCaptures, scopesOfOutsideParty } from '../outside-party.ts';

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
  truth: {
    service: 'payments',
    operation: 'POST /v1/captures',
    kind: 'slow-dependency',
    path: pathToCaptures,
  },
  scopes: scopesOfOutsideParty,
  magnitudes: { unit: 'times the usual time of the card network', values: [2, 5, 20] },
  inJaeger: 'The CLIENT span POST /v1/captures below POST /charges takes nearly all of the order; it has no children.',
  cure: 'Nothing here is broken. A deadline, a circuit breaker and an answer without waiting (202) limit what it costs.',
  source: {
    title: 'Google SRE Book: Addressing Cascading Failures',
    url: 'https://sre.google/sre-book/addressing-cascading-failures/',
  },
};
