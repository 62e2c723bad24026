import { query, type Step, type System, ticketSystem, work } from '../generator/index.ts';
import { developmentSeeds, heldOutSeeds, testControls, testCulprits } from '../support/diagnosis-cases.ts';

const wait = (ms: number, statement: string, holder?: string): Step => ({
  do: 'lock',
  lock: statement.split(' ')[1] ?? '',
  statement,
  ms,
  ...(holder && { holder }),
});
const transaction = (...steps: readonly Step[]) => [query('BEGIN', 1), ...steps, query('COMMIT', 1)];

/** Rows are locked at once where they are free; a wait has a span of its own, with the statement that waits inside. */
const reserving = (waits: (random: () => number) => readonly Step[], holds = 2) => ({
  steps: ({ random }: { readonly random: () => number }) =>
    transaction(query('SELECT stock', 1), ...waits(random), work(holds), query('UPDATE stock', 1)),
});
const seldom = (random: () => number) => (random() < 0.02 ? [wait(3, 'SELECT stock', 'POST /reservations')] : []);

/** One service reserves stock for another. */
const stock: System = {
  operations: {
    'shop POST /orders': { steps: [work(3), { do: 'call', operation: 'stock POST /reservations' }] },
    'stock POST /reservations': reserving(seldom),
    'stock POST /counts': { steps: transaction(query('UPDATE stock', 2), work(3)) },
  },
  entries: [
    { operation: 'shop POST /orders', weight: 8 },
    { operation: 'stock POST /counts', weight: 2 },
  ],
};

/** Accounts that are debited in the service that is entered. */
const ledger: System = {
  operations: {
    'ledger POST /transfers': { steps: transaction(wait(0.3, 'UPDATE accounts'), query('INSERT entries', 3)) },
    'ledger GET /balance': { steps: [query('SELECT accounts', 3)] },
  },
  entries: [
    { operation: 'ledger POST /transfers', weight: 1 },
    { operation: 'ledger GET /balance', weight: 1 },
  ],
};

const seeds = [...developmentSeeds, ...heldOutSeeds];

testCulprits(
  [
    {
      title: 'somebody outside of the traces holds rows in turns, and a statement waits inside the span of a wait',
      system: stock,
      changes: { 'stock POST /reservations': reserving(random => (random() < 0.6 ? [wait(120, 'SELECT stock')] : [])) },
      culprit: ['stock', 'POST /reservations', 'lock-contention'],
    },
    {
      title: 'somebody outside holds rows, and a few waits began while another request had them',
      system: stock,
      changes: {
        'stock POST /reservations': reserving(random =>
          random() < 0.6 ? [wait(120, 'SELECT stock', random() < 0.2 ? 'POST /counts' : undefined)] : [],
        ),
      },
      culprit: ['stock', 'POST /reservations', 'lock-contention'],
    },
    {
      title: 'an account is locked from outside, and every transfer waits',
      system: ledger,
      changes: {
        'ledger POST /transfers': { steps: transaction(wait(60, 'UPDATE accounts'), query('INSERT entries', 3)) },
      },
      culprit: ['ledger', 'POST /transfers', 'lock-contention'],
    },
    {
      title: 'seats are locked from outside before they are read',
      system: ticketSystem,
      changes: { 'seats POST /holds': { steps: [wait(50, 'SELECT seats'), query('UPDATE seats', 3)] } },
      culprit: ['seats', 'POST /holds', 'lock-contention'],
    },
    {
      title: 'the statement waits inside the span of a wait for another operation that the span names',
      system: stock,
      changes: {
        'stock POST /reservations': reserving(random =>
          random() < 0.6 ? [wait(120, 'SELECT stock', 'POST /counts')] : [],
        ),
      },
      culprit: ['stock', 'POST /counts', 'lock-contention'],
    },
    {
      title: 'no span names the holder, and a transaction of the same service came to keep its rows for longer',
      system: ledger,
      changes: {
        'ledger POST /transfers': { steps: transaction(wait(60, 'UPDATE accounts'), work(150)) },
      },
      culprit: ['ledger', 'POST /transfers', 'lock-contention'],
    },
    {
      title: 'the same read is slow where it waits for nobody',
      system: stock,
      changes: {
        'stock POST /reservations': {
          steps: transaction(query('SELECT stock', 60), work(2), query('UPDATE stock', 1)),
        },
      },
      culprit: ['stock', 'SELECT stock', 'slow-query'],
    },
  ],
  seeds,
);

testControls(
  [
    {
      title: 'waits for a lock are a little more frequent and as short as before',
      system: stock,
      changes: {
        'stock POST /reservations': reserving(random =>
          random() < 0.04 ? [wait(3, 'SELECT stock', 'POST /reservations')] : [],
        ),
      },
    },
  ],
  seeds,
);
