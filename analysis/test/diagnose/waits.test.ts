import { query, type Step, type System, ticketSystem, work } from '../generator/index.ts';
import { testCulprits } from '../support/diagnosis-cases.ts';

const wait = (ms: number) => ({ do: 'pool', pool: 'shared', ms }) as const;
const lock = (ms: number, holder?: string) => ({ do: 'lock', lock: 'stock', ms, ...(holder && { holder }) }) as const;

/** Reads and a nightly export share one pool. */
const sharing: System = {
  operations: {
    'store GET /things': { steps: [work(1), wait(0.2), query('SELECT things', 4)] },
    'store POST /export': { steps: [work(1), wait(0.2), query('BEGIN', 1), work(4), query('COMMIT', 1)] },
  },
  entries: [
    { operation: 'store GET /things', weight: 9 },
    { operation: 'store POST /export', weight: 1 },
  ],
};

const twice = (step: Step) => [step, step];
const transaction = (updateMs: number, insideMs: number) => [
  query('BEGIN', 1),
  query('UPDATE stock', updateMs),
  work(insideMs),
  query('COMMIT', 1),
];

const sale = (readMs: number, insideMs: number, locks = 'FOR UPDATE') => ({
  steps: [
    query('BEGIN', 1),
    { ...query('SELECT stock', readMs), text: `SELECT count FROM stock WHERE sku = $1 ${locks}` } as const,
    work(insideMs),
    query('COMMIT', 1),
  ],
});

/** Sales and counts update the same rows in transactions, and no span says who waits for whom. */
const updating: System = {
  operations: {
    'store POST /sales': { steps: [work(2), ...transaction(3, 2)] },
    'store POST /counts': { steps: [work(2), ...transaction(3, 4)] },
  },
  entries: [
    { operation: 'store POST /sales', weight: 9 },
    { operation: 'store POST /counts', weight: 1 },
  ],
};

const handOver = (queue: string, to: string, delayMs: number): Step => ({
  do: 'publish',
  queue,
  operation: `${to} process ${queue}`,
  delayMs,
});

/** An order goes through two queues, one behind the other. */
const queueing: System = {
  operations: {
    'shop POST /orders': { steps: [query('INSERT orders', 3), handOver('paid', 'packer', 5)] },
    'packer process paid': { steps: [work(4), handOver('packed', 'courier', 5)] },
    'courier process packed': { steps: [work(2), { do: 'external', peer: 'carrier', ms: 8 }] },
  },
  entries: [{ operation: 'shop POST /orders', weight: 1 }],
};

testCulprits([
  {
    title: 'one operation keeps its connection while it works, and all others wait',
    system: sharing,
    changes: {
      'store GET /things': { steps: [work(1), wait(40), query('SELECT things', 4)] },
      'store POST /export': { steps: [work(1), wait(40), query('BEGIN', 1), work(300), query('COMMIT', 1)] },
    },
    culprit: ['store', 'POST /export', 'pool-exhaustion'],
  },
  {
    title: 'one operation keeps its connection while it calls a bank',
    system: sharing,
    changes: {
      'store GET /things': { steps: [work(1), wait(60), query('SELECT things', 4)] },
      'store POST /export': {
        steps: [
          work(1),
          wait(60),
          query('BEGIN', 1),
          { do: 'external', peer: 'bank', ms: 50 },
          work(150),
          query('COMMIT', 1),
        ],
      },
    },
    culprit: ['store', 'POST /export', 'pool-exhaustion'],
  },
  {
    title: 'connections leak and everybody waits although nobody holds longer',
    changes: {
      'events GET /events': {
        steps: [work(1), { do: 'pool', pool: 'events', ms: 50 }, query('SELECT events', 6), work(1)],
      },
    },
    culprit: ['events', 'GET /events', 'pool-exhaustion'],
  },
  {
    title: 'an operation holds a lock while others wait for it',
    system: {
      operations: {
        'store POST /sales': { steps: [work(2), lock(0.1, 'POST /sales'), query('UPDATE stock', 3)] },
        'store POST /counts': { steps: [work(2), lock(0.1, 'POST /sales'), query('UPDATE stock', 3)] },
      },
      entries: [
        { operation: 'store POST /sales', weight: 9 },
        { operation: 'store POST /counts', weight: 1 },
      ],
    },
    changes: { 'store POST /sales': { steps: [work(2), lock(50, 'POST /counts'), query('UPDATE stock', 3)] } },
    culprit: ['store', 'POST /counts', 'lock-contention'],
  },
  {
    title: 'waits for a lock grow and no span says who holds it',
    changes: { 'seats POST /holds': { steps: [lock(60), query('SELECT seats', 2), query('UPDATE seats', 3)] } },
    culprit: ['seats', 'POST /holds', 'lock-contention'],
  },
  {
    title: 'transactions wait for each other and one of them is killed',
    changes: {
      'seats POST /holds': {
        steps: [{ do: 'query', summary: 'UPDATE seats', ms: 3, failRate: 0.3, code: '40P01', errorType: '40P01' }],
      },
    },
    culprit: ['seats', 'UPDATE seats', 'deadlock'],
  },
  {
    title: 'transactions wait for each other for long before one is killed',
    changes: {
      'seats POST /holds': {
        steps: ({ random }) =>
          random() < 0.4
            ? [{ do: 'query', summary: 'UPDATE seats', ms: 1000, failRate: 1, code: '40P01', errorType: '40P01' }]
            : [query('UPDATE seats', 3)],
      },
    },
    culprit: ['seats', 'UPDATE seats', 'deadlock'],
  },
  {
    title: 'messages lie in the queue for long',
    changes: {
      'booking POST /bookings': {
        steps: [query('INSERT bookings', 3), handOver('booked', 'mailer', 500)],
      },
    },
    culprit: ['mailer', 'process booked', 'queue-backlog'],
  },
  {
    title: 'more messages come in than are processed, and each waits longer than the one before it',
    changes: {
      'booking POST /bookings': {
        steps: ({ progress }) => [query('INSERT bookings', 3), handOver('booked', 'mailer', 5 + 4000 * progress)],
      },
    },
    culprit: ['mailer', 'process booked', 'queue-backlog'],
  },
  {
    title: 'messages lie in the second of two queues for long',
    system: queueing,
    changes: { 'packer process paid': { steps: [work(4), handOver('packed', 'courier', 300)] } },
    culprit: ['courier', 'process packed', 'queue-backlog'],
  },
  {
    title: 'messages wait because what processes them calls something slow',
    changes: {
      'booking POST /bookings': {
        ...ticketSystem.operations['booking POST /bookings'],
        steps: [query('INSERT bookings', 3), handOver('booked', 'mailer', 500)],
      },
      'mailer process booked': { steps: [work(2), { do: 'external', peer: 'smtp', ms: 100 }] },
    },
    culprit: ['mailer', 'POST smtp', 'slow-dependency'],
  },
  {
    title: 'a transaction works for long while it has rows locked, and others are late with their update',
    system: updating,
    changes: {
      'store POST /sales': { steps: [work(2), ...transaction(60, 2)] },
      'store POST /counts': { steps: [work(2), ...transaction(3, 250)] },
    },
    culprit: ['store', 'POST /counts', 'lock-contention'],
  },
  {
    title: 'a transaction updates again while it has rows locked, and others are late with their update',
    system: updating,
    changes: {
      'store POST /sales': { steps: [work(2), ...transaction(70, 2)] },
      'store POST /counts': {
        steps: [query('BEGIN', 1), query('UPDATE stock', 3), work(200), query('UPDATE stock', 3), query('COMMIT', 1)],
      },
    },
    culprit: ['store', 'POST /counts', 'lock-contention'],
  },
  {
    title: 'a transaction works for long while it has locked what it read, and others are late with the same read',
    system: { ...updating, operations: { 'store POST /sales': sale(3, 2), 'store POST /counts': sale(3, 4) } },
    changes: { 'store POST /sales': sale(60, 2), 'store POST /counts': sale(3, 250) },
    culprit: ['store', 'POST /counts', 'lock-contention'],
  },
  {
    title: 'a read that locks nothing is slow, while another transaction takes longer',
    system: { ...updating, operations: { 'store POST /sales': sale(3, 2, ''), 'store POST /counts': sale(3, 4) } },
    changes: { 'store POST /sales': sale(90, 2, ''), 'store POST /counts': sale(3, 250) },
    culprit: ['store', 'SELECT stock', 'slow-query'],
  },
  {
    title: 'an update in a transaction is slow and nothing holds its rows for longer',
    system: updating,
    changes: {
      'store POST /sales': { steps: [work(2), ...transaction(60, 2)] },
      'store POST /counts': { steps: [work(2), ...transaction(60, 4)] },
    },
    culprit: ['store', 'UPDATE stock', 'slow-query'],
  },
  {
    title: 'an update that each transaction makes twice is slow',
    system: {
      ...updating,
      operations: {
        'store POST /sales': { steps: [query('BEGIN', 1), ...twice(query('UPDATE stock', 3)), query('COMMIT', 1)] },
        'store POST /counts': { steps: [work(2), ...transaction(3, 4)] },
      },
    },
    changes: {
      'store POST /sales': { steps: [query('BEGIN', 1), ...twice(query('UPDATE stock', 40)), query('COMMIT', 1)] },
      'store POST /counts': { steps: [work(2), ...transaction(40, 4)] },
    },
    culprit: ['store', 'UPDATE stock', 'slow-query'],
  },
]);
