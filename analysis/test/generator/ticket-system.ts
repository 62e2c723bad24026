import type { OperationSpec, Step, System } from './system.ts';

const work = (ms: number): Step => ({ do: 'work', ms });
const query = (summary: string, ms: number): Step => ({ do: 'query', summary, ms, rows: 5 });
const call = (operation: string): Step => ({ do: 'call', operation });
const connection = (pool: string): Step => ({ do: 'pool', pool, ms: 0.2 });
const calm = { loopDelayMs: 0.5, cpuMs: 2, gcMs: 0.1 };

/**
 * A made-up ticket shop in good health: six services, a database, a bank that is not traced, and a queue. Tests take it
 * apart by replacing operations.
 *
 *     web -> events            GET /events
 *     web -> booking           GET /bookings/{id}
 *     web -> booking -> pricing, fraud (at once); seats; bank; queue -> mailer    POST /bookings
 */
const operations: Readonly<Record<string, OperationSpec>> = {
  'web GET /events': { steps: [work(2), call('events GET /events')], process: calm },
  'web GET /bookings/{id}': { steps: [work(1), call('booking GET /bookings/{id}')], process: calm },
  'web POST /bookings': { steps: [work(2), call('booking POST /bookings'), work(1)], process: calm },
  'events GET /events': {
    steps: [work(1), connection('events'), query('SELECT events', 6), work(1)],
    process: calm,
  },
  'booking GET /bookings/{id}': {
    steps: [work(1), connection('booking'), query('SELECT bookings', 3)],
    process: calm,
  },
  'booking POST /bookings': {
    steps: [
      work(1),
      { do: 'parallel', branches: [[call('pricing POST /quotes')], [call('fraud POST /checks')]] },
      call('seats POST /holds'),
      { do: 'external', peer: 'bank', ms: 15 },
      connection('booking'),
      query('INSERT bookings', 3),
      { do: 'publish', queue: 'booked', operation: 'mailer process booked', delayMs: 5 },
    ],
    process: calm,
  },
  'pricing POST /quotes': { steps: [work(2), query('SELECT prices', 3)], process: calm },
  'fraud POST /checks': { steps: [{ do: 'span', name: 'score', steps: [work(4)] }], process: calm },
  'seats POST /holds': {
    steps: [connection('seats'), query('SELECT seats', 2), query('UPDATE seats', 3)],
    process: calm,
  },
  'mailer process booked': { steps: [work(2), { do: 'external', peer: 'smtp', ms: 8 }], process: calm },
};

export const ticketSystem: System = {
  operations,
  entries: [
    { operation: 'web GET /events', weight: 5 },
    { operation: 'web GET /bookings/{id}', weight: 2 },
    { operation: 'web POST /bookings', weight: 3 },
  ],
  attributes: random => ({ 'app.region': `r${Math.floor(random() * 8)}`, 'app.beta': random() < 0.3 }),
};

/** The same system with some operations done differently. */
export function changed(system: System, changes: Readonly<Record<string, Partial<OperationSpec>>>): System {
  const replaced = { ...system.operations };
  for (const [operation, change] of Object.entries(changes)) {
    const before = replaced[operation];
    if (!before && !change.steps) throw new Error(`no such operation: ${operation}`);
    replaced[operation] = { steps: [], ...before, ...change };
  }
  return { ...system, operations: replaced };
}

export { call, calm, connection, query, work };
