import type { Fault } from '@spanshop/shared/faults';

/** An entry as any service might have it. */
export const aFault: Fault = {
  name: 'a-fault',
  sort: 'performance',
  services: ['orders'],
  mechanism: 'It does more.',
  symptom: { endpoint: 'POST /orders', feltAs: 'latency', inWords: 'It is slow.' },
  truth: { service: 'orders', operation: 'POST /orders', kind: 'self-time', path: [] },
  scopes: { tenant: true, customers: true, request: true },
  magnitudes: { unit: 'times', values: [10, 20, 30] },
  inJaeger: 'A span.',
  cure: 'Do less.',
  source: { title: 'A paper', url: 'https://example.com/' },
};
