import type { Fault } from '@spanshop/shared/faults';
import { pathToCharges } from '../path-to-charges.ts';

export const threadPool: Fault = {
  name: 'thread-pool',
  sort: 'performance',
  services: ['payments'],
  mechanism:
    "The card's token is hashed as if it were a password, once under each key that was ever in use, on the four threads that Node has for all that it cannot do by itself. What else needs a thread (looking up a name, reading a file) waits behind the hashes.",
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'latency',
    inWords: 'Placing an order takes longer, and much longer when others place theirs at the same moment.',
  },
  truth: { service: 'payments', operation: 'POST /charges', kind: 'self-time', path: pathToCharges },
  scopes: { tenant: true, customers: true, request: true },
  magnitudes: { unit: 'scrypt hashes for each charge', values: [2, 4, 16] },
  inJaeger:
    'POST /charges takes long by itself, and yet shop.process.event_loop_delay_ms and cpu_time_ms of its spans stay low: the work is on other threads.',
  cure: 'A keyed hash (HMAC) is enough for a token that nobody can guess; what must be slow belongs into a pool of its own. UV_THREADPOOL_SIZE only moves the limit.',
  source: {
    title: 'Node.js: UV_THREADPOOL_SIZE, and what shares the pool',
    url: 'https://nodejs.org/api/cli.html#uv_threadpool_sizesize',
  },
};
