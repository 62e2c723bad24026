import type { System } from '../system.ts';
import { call, query, work } from '../ticket-system.ts';

/**
 * Appointments, along a deep chain.
 *
 *     portal -> visits -> doctors -> calendar -> rooms
 *     portal -> records -> archive            portal -> bills -> records
 */
export const clinic: System = {
  connectsForEachCall: true,
  operations: {
    'portal POST /visits': { steps: [work(3), call('visits POST /visits'), work(1)] },
    'portal GET /records/{id}': { steps: [work(2), call('records GET /records/{id}')] },
    'portal GET /bills': { steps: [work(1), call('bills GET /bills')] },
    'visits POST /visits': { steps: [work(2), call('doctors GET /doctors'), query('INSERT visits', 3)] },
    'doctors GET /doctors': { steps: [work(1), query('SELECT doctors', 2), call('calendar GET /slots')] },
    'calendar GET /slots': { steps: [work(3), query('SELECT slots', 4), call('rooms GET /rooms')] },
    'rooms GET /rooms': { steps: [work(1), query('SELECT rooms', 2)] },
    'records GET /records/{id}': { steps: [work(2), query('SELECT records', 5), call('archive GET /scans')] },
    'archive GET /scans': { steps: [work(6)] },
    'bills GET /bills': { steps: [work(2), query('SELECT bills', 3), call('records GET /records/{id}')] },
  },
  entries: [
    { operation: 'portal POST /visits', weight: 4 },
    { operation: 'portal GET /records/{id}', weight: 3 },
    { operation: 'portal GET /bills', weight: 3 },
  ],
};
