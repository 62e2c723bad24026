import type { Fault } from '@spanshop/shared/faults';

export const slowRegex: Fault = {
  name: 'slow-regex',
  sort: 'performance',
  services: ['gateway'],
  mechanism:
    'A pattern that checks the idempotency key tries for some keys every way to split them before it takes them. It does so on the main thread, and everybody else waits meanwhile.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords:
      'Most orders are placed as quickly as ever; one in eight takes far longer, and holds up who comes with it.',
  },
  truth: {
    service: 'gateway',
    operation: 'POST /orders',
    kind: 'event-loop-block',
    path: [{ service: 'gateway', operation: 'POST /orders' }],
  },
  scopes: {
    tenant: true,
    customers: 'what checks the key is not told whose order it is',
    request: 'whether it is slow depends on the key, and a key is drawn: of eight requests it would show in one',
  },
  magnitudes: { unit: 'characters of a key that the pattern tries to split', values: [20, 27, 30] },
  inJaeger:
    'Slow POST /orders of the gateway begin with a gap before their first SELECT; shop.process.cpu_time_ms is as long as the gap.',
  cure: 'A pattern that can match in one way only, such as ^[!-~]{1,255}$ of contracts/gateway.ts, or an engine without backtracking.',
  source: {
    title: 'Graham-Cumming: Details of the Cloudflare outage on July 2, 2019',
    url: 'https://blog.cloudflare.com/details-of-the-cloudflare-outage-on-july-2-2019/',
  },
};
