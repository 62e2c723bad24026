import { call, changed, query, type Step, ticketSystem, work } from '../generator/index.ts';
import { testCulprits } from '../support/diagnosis-cases.ts';

const eight = (step: Step): Step[] => Array.from({ length: 8 }, () => step);
const insert = query('INSERT bookings', 3);

/** Prices and fraud are asked for at once; prices take longer. */
const pricesBesideRules = changed(ticketSystem, {
  'pricing POST /quotes': { steps: [work(2), query('SELECT prices', 20)] },
  'fraud POST /checks': { steps: [work(1), query('SELECT rules', 4)] },
});

testCulprits([
  {
    title: 'a list is read by one query for each entry',
    changes: {
      'events GET /events': { steps: [work(1), query('SELECT events', 6), ...eight(query('SELECT venues', 3))] },
    },
    culprit: ['events', 'GET /events', 'n-plus-one'],
  },
  {
    title: 'a query that was made once is made for each seat',
    changes: { 'seats POST /holds': { steps: [...eight(query('SELECT seats', 2)), query('UPDATE seats', 3)] } },
    culprit: ['seats', 'POST /holds', 'n-plus-one'],
  },
  {
    title: 'a service is asked for each entry',
    changes: { 'web GET /events': { steps: [work(2), ...eight(call('events GET /events'))] } },
    culprit: ['web', 'GET /events', 'chatty-calls'],
  },
  {
    title: 'a service further inside is asked for each seat',
    changes: {
      'booking POST /bookings': {
        steps: [work(1), call('pricing POST /quotes'), ...eight(call('seats POST /holds')), insert],
      },
    },
    culprit: ['booking', 'POST /bookings', 'chatty-calls'],
  },
  {
    title: 'two calls that ran at once run one after the other',
    changes: {
      'pricing POST /quotes': { steps: [work(2), query('SELECT prices', 10)] },
      'booking POST /bookings': {
        steps: [work(1), call('pricing POST /quotes'), call('fraud POST /checks'), call('seats POST /holds'), insert],
      },
    },
    system: {
      operations: {
        'web POST /bookings': { steps: [work(2), call('booking POST /bookings'), work(1)] },
        'booking POST /bookings': {
          steps: [
            work(1),
            {
              do: 'parallel',
              branches: [[call('pricing POST /quotes')], [call('fraud POST /checks')], [call('seats POST /holds')]],
            },
            insert,
          ],
        },
        'pricing POST /quotes': { steps: [work(2), query('SELECT prices', 10)] },
        'fraud POST /checks': { steps: [work(12)] },
        'seats POST /holds': { steps: [query('SELECT seats', 11)] },
      },
      entries: [{ operation: 'web POST /bookings', weight: 1 }],
    },
    culprit: ['booking', 'POST /bookings', 'serial-fan-out'],
  },
  {
    title: 'six queries that ran at once run one after the other',
    changes: { 'web GET /report': { steps: [work(1), ...eight(query('SELECT figures', 5))] } },
    system: {
      operations: {
        'web GET /report': {
          steps: [work(1), { do: 'parallel', branches: eight(query('SELECT figures', 5)).map(step => [step]) }],
        },
      },
      entries: [{ operation: 'web GET /report', weight: 1 }],
    },
    culprit: ['web', 'GET /report', 'serial-fan-out'],
  },
  ...[34, 90].map(ms => ({
    title: `a call beside a longer one comes to take ${ms} ms and is waited for`,
    system: pricesBesideRules,
    changes: { 'fraud POST /checks': { steps: [work(1), query('SELECT rules', ms)] } },
    culprit: ['fraud', 'SELECT rules', 'slow-query'] as const,
  })),
  {
    title: 'a service calls another once that it did not call before',
    changes: { 'web GET /events': { steps: [work(2), call('events GET /events'), call('pricing POST /quotes')] } },
    culprit: ['web', 'GET /events', 'chatty-calls'],
  },
  {
    title: 'a cache that spared nine of ten reads spares none',
    changes: { 'web GET /prices': { steps: [work(2), query('SELECT prices', 8)] } },
    system: {
      operations: {
        'web GET /prices': { steps: ({ random }) => [work(2), ...(random() < 0.1 ? [query('SELECT prices', 8)] : [])] },
      },
      entries: [{ operation: 'web GET /prices', weight: 1 }],
    },
    culprit: ['web', 'GET /prices', 'cache-stampede'],
  },
  {
    title: 'a cache in front of a service expires for everybody',
    changes: { 'web GET /prices': { steps: [work(2), call('pricing GET /prices')] } },
    system: {
      operations: {
        'web GET /prices': {
          steps: ({ random }) => [work(2), ...(random() < 0.15 ? [call('pricing GET /prices')] : [])],
        },
        'pricing GET /prices': { steps: [work(1), query('SELECT prices', 8)] },
      },
      entries: [{ operation: 'web GET /prices', weight: 1 }],
    },
    culprit: ['web', 'GET /prices', 'cache-stampede'],
  },
]);
