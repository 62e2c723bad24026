import type { Fault } from '@spanshop/shared/faults';
import { pathToCharges } from '../path-to-charges.ts';

export const eventLoopBlock: Fault = {
  name: 'event-loop-block',
  sort: 'performance',
  services: ['payments'],
  mechanism:
    "A fingerprint of the card's token is made by a synchronous function for each charge. Until it is done the process answers nobody: aimed at one customer or one request, it makes all others pay as well who come at that moment.",
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Placing an order takes longer, and much longer when others place theirs at the same moment.',
  },
  truth: { service: 'payments', operation: 'POST /charges', kind: 'event-loop-block', path: pathToCharges },
  scopes: { tenant: true, customers: true, request: true },
  magnitudes: { unit: 'thousand rounds of PBKDF2 for each charge', values: [150, 400, 2_200] },
  inJaeger:
    'POST /charges takes long by itself, outside all of its children. Other calls of payments wait before their first span begins; shop.process.event_loop_delay_ms of its spans says why.',
  cure: 'The asynchronous function of the same name, or a worker thread; nothing synchronous that takes more than a few milliseconds.',
  source: {
    title: "Node.js: Don't Block the Event Loop (or the Worker Pool)",
    url: 'https://nodejs.org/en/learn/asynchronous-work/dont-block-the-event-loop',
  },
};
