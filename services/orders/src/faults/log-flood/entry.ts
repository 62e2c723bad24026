import type { Fault } from '@spanshop/shared/faults';

export const logFlood: Fault = {
  name: 'log-flood',
  sort: 'performance',
  services: ['orders'],
  mechanism:
    'Whatever orders asks its database or another service is logged whole, many lines for each call, as when a level was left at "trace". The lines are formatted and written synchronously: nothing else goes on in the process meanwhile.',
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Everything about orders takes longer, most of all placing one, and all of it when there is much to do.',
  },
  truth: {
    service: 'orders',
    operation: 'POST /orders',
    kind: 'event-loop-block',
    path: [
      { service: 'gateway', operation: 'POST /orders' },
      { service: 'orders', operation: 'POST /orders' },
    ],
  },
  scopes: { tenant: true, customers: 'not every call says whose it is', request: true },
  magnitudes: { unit: 'lines logged for each call', values: [50, 150, 800] },
  inJaeger:
    'The steps of POST /orders take longer than the calls below them, and so does whatever else orders does at that time: the server spans tell of a delayed event loop and of much CPU.',
  cure: 'Log a line a request, in pieces that the reader needs; write asynchronously; leave "trace" off where customers wait.',
  source: {
    title: 'Pino: Asynchronous Logging',
    url: 'https://github.com/pinojs/pino/blob/main/docs/asynchronous.md',
  },
};
