import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, connection, query, type Step, type System, ticketSystem, work } from '../generator/index.ts';
import {
  type Case,
  developmentSeeds,
  diagnosisOf,
  explain,
  heldOutSeeds,
  testControls,
  testCulprits,
} from '../support/diagnosis-cases.ts';

const seeds = [...developmentSeeds, ...heldOutSeeds];
type Random = { readonly random: () => number };
const often = (part: number, then: readonly Step[], otherwise: readonly Step[]) => ({
  steps: ({ random }: Random) => (random() < part ? then : otherwise),
});

/** A library's catalogue: one service in front, one that asks a database several times. */
const spent = { 'SELECT readers': 2, 'SELECT books': 3, 'INSERT loans': 4, 'UPDATE books': 3 };
const lending = Object.entries(spent).map(([summary, ms]) => query(summary, ms));
const library: System = {
  operations: {
    'desk POST /loans': { steps: [work(2), call('loans POST /loans'), work(1)] },
    'desk GET /books': { steps: [work(1), call('loans GET /books')] },
    'loans POST /loans': { steps: [work(2), ...lending] },
    'loans GET /books': { steps: [query('SELECT books', 4)] },
  },
  entries: [
    { operation: 'desk POST /loans', weight: 1 },
    { operation: 'desk GET /books', weight: 2 },
  ],
};
const cached = often(0.7, [work(0.5)], [work(0.5), query('SELECT books', 4)]);

const cases: readonly Case[] = [
  {
    title: 'four of five loans fail without a status before their queries',
    system: library,
    changes: { 'loans POST /loans': often(0.8, [work(1)], [work(2), ...lending]) },
    culprit: ['loans', 'POST /loans', 'error'],
  },
  {
    title: 'a fifth of the bookings end after the prices were asked for, and nothing says why',
    changes: {
      'booking POST /bookings': often(
        0.2,
        [work(1), call('pricing POST /quotes')],
        ticketSystem.operations['booking POST /bookings']?.steps as readonly Step[],
      ),
    },
    culprit: ['booking', 'POST /bookings', 'error'],
  },
  {
    title: 'holds fail without a status, and bookings go on without what comes after',
    changes: {
      'seats POST /holds': often(
        0.5,
        [work(0.3)],
        [connection('seats'), query('SELECT seats', 2), query('UPDATE seats', 3)],
      ),
    },
    culprit: ['seats', 'POST /holds', 'error'],
  },
];
testCulprits(cases, seeds);

for (const seed of seeds) {
  test(`when work vanished without a status (seed ${seed}), then confidence is medium and the way has no evidence`, () => {
    const diagnosis = diagnosisOf(cases[0] as Case, seed);
    const [first] = diagnosis.culprits;
    assert.equal(first?.confidence, 'medium', explain(seed, diagnosis));
    assert.ok(first?.errorRate && first.errorRate.after > 0.7 && first.errorRate.before === 0);
    assert.deepEqual(
      first.path.map(({ service, operation, evidence }) => [service, operation, evidence]),
      [
        ['desk', 'POST /loans', undefined],
        ['loans', 'POST /loans', undefined],
      ],
    );
  });
}

testControls(
  [
    {
      title: 'a query is made once instead of eight times',
      system: {
        ...library,
        operations: {
          ...library.operations,
          'loans GET /books': { steps: Array.from({ length: 8 }, () => query('SELECT books', 4)) },
        },
      },
      changes: { 'loans GET /books': { steps: [query('SELECT books', 4)] } },
    },
    {
      title: 'two queries give way to one that does the work of both',
      system: library,
      changes: {
        'loans POST /loans': {
          steps: [work(2), query('SELECT readers JOIN books', 3), query('INSERT loans', 4), query('UPDATE books', 3)],
        },
      },
    },
    {
      title: 'a cache becomes warmer',
      system: {
        ...library,
        operations: {
          ...library.operations,
          'loans GET /books': often(0.4, [work(0.5)], [work(0.5), query('SELECT books', 4)]),
        },
      },
      changes: { 'loans GET /books': cached },
    },
    {
      title: 'every fifth span of a query is lost on its way to the backend',
      system: library,
      changes: {
        'loans GET /books': often(0.2, [work(4)], [query('SELECT books', 4)]),
      },
    },
    {
      title: 'every fifth span of each of several queries is lost on its way to the backend',
      system: library,
      changes: {
        'loans POST /loans': {
          steps: ({ random }: Random) => [
            work(2),
            ...Object.entries(spent).map(([summary, ms]) => (random() < 0.2 ? work(ms) : query(summary, ms))),
          ],
        },
      },
    },
    { title: 'nothing changed at the library', system: library, changes: {} },
    {
      title: 'everything of the library is faster',
      system: library,
      changes: { 'loans POST /loans': { steps: [work(0.5), ...lending] } },
    },
  ],
  seeds,
);
