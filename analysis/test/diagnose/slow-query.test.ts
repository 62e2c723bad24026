import { connection, query, ticketSystem, work } from '../generator/index.ts';
import { testCulprits } from '../support/diagnosis-cases.ts';

const calm = ticketSystem.operations['events GET /events'];

testCulprits([
  {
    title: 'a query takes five times as long',
    changes: { 'events GET /events': { ...calm, steps: [work(1), connection('events'), query('SELECT events', 30)] } },
    culprit: ['events', 'SELECT events', 'slow-query'],
  },
  {
    title: 'a query of one endpoint among three becomes slow',
    changes: {
      'seats POST /holds': { steps: [connection('seats'), query('SELECT seats', 40), query('UPDATE seats', 3)] },
    },
    culprit: ['seats', 'SELECT seats', 'slow-query'],
  },
  {
    title: 'a query is slow in one of ten requests only',
    changes: {
      'events GET /events': {
        steps: ({ random }) => [
          work(1),
          connection('events'),
          query('SELECT events', random() < 0.1 ? 200 : 6),
          work(1),
        ],
      },
    },
    culprit: ['events', 'SELECT events', 'slow-query'],
  },
  {
    title: 'a slow query makes others wait for connections of the same pool',
    changes: {
      'events GET /events': {
        steps: [work(1), { do: 'pool', pool: 'events', ms: 60 }, query('SELECT events', 40), work(1)],
      },
    },
    culprit: ['events', 'SELECT events', 'slow-query'],
  },
  {
    title: 'a query that was never made before is made once',
    changes: {
      'events GET /events': {
        ...calm,
        steps: [work(1), connection('events'), query('SELECT events', 6), query('SELECT audits', 25), work(1)],
      },
    },
    culprit: ['events', 'SELECT audits', 'slow-query'],
  },
  {
    title: 'two requests of three make a query that was never made before',
    changes: {
      'seats POST /holds': {
        steps: ({ random }) => [
          connection('seats'),
          query('SELECT seats', 2),
          ...(random() < 0.67 ? [query('DELETE expired', 40)] : []),
          query('UPDATE seats', 3),
        ],
      },
    },
    culprit: ['seats', 'DELETE expired', 'slow-query'],
  },
]);
