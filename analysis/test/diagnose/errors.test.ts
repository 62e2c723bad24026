import {
  call,
  changed,
  query,
  type RequestContext,
  type Step,
  type System,
  ticketSystem,
  work,
} from '../generator/index.ts';
import { bankWith } from '../generator/systems/bank.ts';
import { testCulprits } from '../support/diagnosis-cases.ts';

/** A booking whose call of a bank or a service stands behind a circuit breaker that lets one call in twenty through. */
const broken = (probe: Step) => ({
  steps: ({ random }: RequestContext) => [work(1), random() < 0.05 ? probe : failing(1), query('INSERT bookings', 3)],
});
const bank = (errorType: string) => ({ do: 'external', peer: 'bank', ms: 15, failRate: 1, errorType }) as const;

/** The same one request in five for every service that it passes. */
const isUnlucky = (progress: number) => (progress * 60) % 1 < 0.2;

const failing = (failRate: number) => ({ do: 'work', ms: 2, failRate }) as const;

/** A door that stands for all requests, and turns some of them away before it calls anybody. */
const turningAway = (failRate: number, steps: readonly Step[] = [failing(1)]) => ({
  steps: (context: RequestContext) => {
    const open = bankWith(0.06).operations['door GET /*']?.steps;
    if (typeof open !== 'function') throw new Error('the door no longer chooses');
    return context.random() < failRate ? steps : open(context);
  },
});

/** Booked seats go without a hold, which fails always and is done without: as a look-up that answers "not found". */
const holdsAlwaysFail: System = changed(ticketSystem, {
  'seats POST /holds': { steps: [query('SELECT seats', 4), failing(1)] },
  'booking POST /bookings': {
    steps: [work(1), { do: 'call', operation: 'seats POST /holds', optional: true }, query('INSERT bookings', 3)],
  },
});
const offersAlwaysFail: System = {
  operations: {
    'edge GET /cart': { steps: [work(1), call('web GET /cart')] },
    'web GET /cart': { steps: [work(2), { do: 'call', operation: 'offers GET /offers', optional: true }, work(1)] },
    'offers GET /offers': { steps: [failing(1)] },
  },
  entries: [{ operation: 'edge GET /cart', weight: 1 }],
};

testCulprits([
  {
    title: 'a service deep inside fails in a fifth of its calls',
    changes: { 'pricing POST /quotes': { steps: [failing(0.2), query('SELECT prices', 3)] } },
    requests: 800,
    culprit: ['pricing', 'POST /quotes', 'error'],
  },
  {
    title: 'what failed deep inside is answered well on its way, and as an error by the outermost service alone',
    changes: {
      'seats POST /holds': {
        steps: ({ progress }) => [query('SELECT seats', 4), failing(isUnlucky(progress) ? 1 : 0)],
      },
      'booking POST /bookings': {
        steps: [work(1), { do: 'call', operation: 'seats POST /holds', optional: true }, query('INSERT bookings', 3)],
      },
      'web POST /bookings': {
        steps: ({ progress }) => [call('booking POST /bookings'), failing(isUnlucky(progress) ? 1 : 0)],
      },
    },
    culprit: ['seats', 'POST /holds', 'error'],
  },
  {
    title: 'the outermost service fails, and far below it something fails always that is answered well',
    system: holdsAlwaysFail,
    changes: { 'web POST /bookings': { steps: [work(2), call('booking POST /bookings'), failing(0.4)] } },
    culprit: ['web', 'POST /bookings', 'error'],
  },
  {
    title: 'a service in the middle fails, and a call that it does without fails always',
    system: offersAlwaysFail,
    changes: {
      'web GET /cart': {
        steps: [work(2), { do: 'call', operation: 'offers GET /offers', optional: true }, failing(0.4)],
      },
    },
    culprit: ['web', 'GET /cart', 'error'],
  },
  {
    title: 'a door that stands for all requests fails before it calls anybody',
    system: bankWith(0.06),
    changes: { 'door GET /*': turningAway(0.4) },
    culprit: ['door', 'GET /*', 'error'],
  },
  {
    title: 'a door that stands for all requests fails at times in a step of its own',
    system: bankWith(0.06),
    changes: { 'door GET /*': turningAway(0.1, [{ do: 'span', name: 'check the token', steps: [failing(1)] }]) },
    culprit: ['door', 'check the token', 'error'],
  },
  {
    title: 'a dependency that is not traced refuses some calls',
    changes: {
      'mailer process booked': {
        steps: [work(2), { do: 'external', peer: 'smtp', ms: 8, failRate: 0.3, errorType: '503' }],
      },
    },
    culprit: ['mailer', 'POST smtp', 'error'],
  },
  {
    title: 'a query fails at times',
    changes: {
      'events GET /events': { steps: [work(1), { do: 'query', summary: 'SELECT events', ms: 6, failRate: 0.15 }] },
    },
    culprit: ['events', 'SELECT events', 'error'],
  },
  {
    title: 'a caller gives up on a service that does not answer in time',
    changes: {
      'web GET /events': { steps: [work(2), { do: 'call', operation: 'events GET /events', timeoutMs: 50 }] },
      'events GET /events': { steps: ({ random }) => [work(random() < 0.2 ? 400 : 1), query('SELECT events', 6)] },
    },
    culprit: ['events', 'GET /events', 'timeout'],
  },
  {
    title: 'calls to a bank that is not traced time out',
    changes: {
      'mailer process booked': {
        steps: [work(2), { do: 'external', peer: 'smtp', ms: 8, failRate: 0.3, errorType: 'ETIMEDOUT' }],
      },
    },
    culprit: ['mailer', 'POST smtp', 'timeout'],
  },
  {
    title: 'a failing service is called again and again',
    changes: {
      'web GET /events': { steps: [work(2), { do: 'call', operation: 'events GET /events', retries: 8 }] },
      'events GET /events': { steps: [work(1), query('SELECT events', 6), failing(0.7)] },
    },
    culprit: ['web', 'GET /events', 'retry-storm'],
  },
  {
    title: 'a failing service further inside is called again and again',
    changes: {
      'booking POST /bookings': {
        steps: [
          work(1),
          { do: 'call', operation: 'seats POST /holds', retries: 10, optional: true },
          { do: 'external', peer: 'bank', ms: 15 },
          query('INSERT bookings', 3),
          { do: 'publish', queue: 'booked', operation: 'mailer process booked', delayMs: 5 },
        ],
      },
      'seats POST /holds': { steps: [query('SELECT seats', 4), failing(0.8)] },
    },
    culprit: ['booking', 'POST /bookings', 'retry-storm'],
  },
  {
    title: 'waiting for connections ends in errors',
    changes: {
      'events GET /events': {
        steps: [
          work(1),
          { do: 'pool', pool: 'events', ms: 100, failRate: 0.3, errorType: 'timeout' },
          query('SELECT events', 6),
        ],
      },
    },
    culprit: ['events', 'GET /events', 'pool-exhaustion'],
  },
  {
    title: 'a caller fails by itself without calling anybody',
    changes: { 'booking GET /bookings/{id}': { steps: [failing(0.4), call('pricing POST /quotes')] } },
    culprit: ['booking', 'GET /bookings/{id}', 'error'],
  },
  {
    title: 'a circuit breaker is open towards a bank that refuses, and lets a probe through at times',
    changes: { 'booking POST /bookings': broken(bank('503')) },
    culprit: ['booking', 'POST bank', 'error'],
  },
  {
    title: 'a circuit breaker is open towards a bank that does not answer in time',
    changes: { 'booking POST /bookings': broken(bank('ETIMEDOUT')) },
    culprit: ['booking', 'POST bank', 'timeout'],
  },
  {
    title: 'a circuit breaker is open towards a service that fails',
    changes: {
      'booking POST /bookings': broken(call('seats POST /holds')),
      'seats POST /holds': { steps: [query('SELECT seats', 2), failing(1)] },
    },
    culprit: ['seats', 'POST /holds', 'error'],
  },
  {
    title: 'a caller mostly fails before it calls, and the bank that it still calls fails now and then',
    changes: {
      'booking POST /bookings': {
        steps: [failing(0.8), { do: 'external', peer: 'bank', ms: 15, failRate: 0.1 }, query('INSERT bookings', 3)],
      },
    },
    culprit: ['booking', 'POST /bookings', 'error'],
  },
]);
