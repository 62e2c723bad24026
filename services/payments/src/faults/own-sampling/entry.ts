import type { Fault } from '@spanshop/shared/faults';

export const ownSampling: Fault = {
  name: 'own-sampling',
  sort: 'tracing',
  services: ['payments'],
  mechanism:
    'The service is deployed with a sampler of its own (OTEL_TRACES_SAMPLER=traceidratio) and does not ask what its caller decided. Part of the traces have a hole where its spans should be.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'not-at-all',
    inWords: 'Nothing: the shop works, some of its traces have a hole.',
  },
  truth: {
    service: 'payments',
    operation: 'POST /risk-checks',
    kind: 'sampling-hole',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
      { service: 'orders', operation: 'check risk' },
      { service: 'payments', operation: 'POST /risk-checks' },
    ],
  },
  scopes: {
    tenant: 'a process has one sampler for all storefronts',
    customers: 'a process has one sampler for all customers',
    request: 'a process has one sampler for all requests',
  },
  magnitudes: { unit: 'of 100 traces are still recorded', values: [90, 50, 10] },
  inJaeger:
    'Compare two orders: in one POST /risk-checks and POST /charges have a SERVER span of payments below them, in the other the call stands there alone.',
  cure: 'OTEL_TRACES_SAMPLER=parentbased_traceidratio: the root decides, and everybody after it keeps to that.',
  source: {
    title: 'OpenTelemetry: Tracing SDK, ParentBased sampler',
    url: 'https://opentelemetry.io/docs/specs/otel/trace/sdk/#parentbased',
  },
};
