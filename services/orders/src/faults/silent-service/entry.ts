import type { Fault } from '@spanshop/shared/faults';

export const silentService: Fault = {
  name: 'silent-service',
  sort: 'tracing',
  services: ['orders'],
  mechanism:
    'The service is deployed with OTEL_TRACES_EXPORTER=none: it makes spans, passes the context on, and exports nothing. What it calls names parents that nobody has seen.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'not-at-all',
    inWords: 'Nothing: the shop works, one of its services has gone from the traces.',
  },
  truth: {
    service: 'orders',
    operation: 'POST /orders',
    kind: 'silent-service',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
    ],
  },
  scopes: {
    tenant: 'a process exports for all storefronts or for none',
    customers: 'a process exports for all customers or for none',
    request: 'a process exports for all requests or for none',
  },
  magnitudes: { unit: 'services that export nothing', values: [1, 1, 1] },
  inJaeger:
    'The list of services is shorter by one as soon as the old traces are out of the window; an order goes from the gateway to inventory and payments, which name a parent that is not there.',
  cure: 'OTEL_TRACES_EXPORTER=otlp, and an alert on services that are called and never seen.',
  source: {
    title: 'OpenTelemetry: SDK environment variables, exporter selection',
    url: 'https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#exporter-selection',
  },
};
