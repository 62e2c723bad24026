import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, calm, connection, query, type Step, type System, ticketSystem, work } from '../generator/index.ts';
import {
  type Changes,
  developmentSeeds,
  diagnosisOf,
  explain,
  heldOutSeeds,
  testCulprits,
} from '../support/diagnosis-cases.ts';

const seeds = [...developmentSeeds, ...heldOutSeeds];
type Random = { readonly random: () => number };

/** A process that is stopped for a part of the time: what comes meanwhile waits before it, in it, or behind it. */
const stopped = (random: () => number, part: number, ms: number) => (random() < part ? ms * random() : 0);
const lateCall = (operation: string, preMs: number, postMs: number): Step => ({
  do: 'call',
  operation,
  preMs: 0.4 + preMs,
  postMs: 0.4 + postMs,
});

/** Money is moved by a service that asks a card network; every process measures itself. */
const money: System = {
  operations: {
    'till POST /pay': { steps: [work(2), call('cards POST /charges')], process: calm },
    'till GET /pay/{id}': { steps: [work(1), call('cards GET /charges/{id}')], process: calm },
    'cards POST /charges': {
      steps: [work(2), { do: 'external', peer: 'network', ms: 12 }, query('INSERT charges', 3)],
      process: { loopDelayMs: 0.6, cpuMs: 4, gcMs: 0.1 },
    },
    'cards GET /charges/{id}': { steps: [work(1), query('SELECT charges', 2)], process: calm },
  },
  entries: [
    { operation: 'till POST /pay', weight: 2 },
    { operation: 'till GET /pay/{id}', weight: 1 },
  ],
};
const paused = { loopDelayMs: 80, cpuMs: 5, gcMs: 0.1 };
const computing = { loopDelayMs: 80, cpuMs: 85, gcMs: 0.1 };
const cardsLate = (process: typeof paused): Changes => ({
  'till POST /pay': {
    steps: ({ random }: Random) => [work(2), lateCall('cards POST /charges', stopped(random, 0.4, 300), 0)],
  },
  'till GET /pay/{id}': {
    steps: ({ random }: Random) => [work(1), lateCall('cards GET /charges/{id}', stopped(random, 0.4, 300), 0)],
  },
  'cards POST /charges': {
    steps: ({ random }: Random) => [
      work(2 + stopped(random, 0.4, 300)),
      { do: 'external', peer: 'network', ms: 12 },
      query('INSERT charges', 3),
    ],
    process,
  },
  'cards GET /charges/{id}': { steps: [work(1), query('SELECT charges', 2)], process },
});

testCulprits(
  [
    {
      title: 'a process is stopped for a part of the time, so that its loop is late and its CPU is not busier',
      system: money,
      changes: cardsLate(paused),
      culprit: ['cards', 'POST /charges', 'cpu-starvation'],
    },
    {
      title: 'the loop of the same process is late because it computes',
      system: money,
      changes: cardsLate(computing),
      culprit: ['cards', 'POST /charges', 'event-loop-block'],
    },
    {
      title: 'a process of six is held back by its limit of CPU',
      changes: {
        'web GET /bookings/{id}': { steps: [work(1), lateCall('booking GET /bookings/{id}', 60, 0)] },
        'web POST /bookings': { steps: [work(2), lateCall('booking POST /bookings', 60, 0), work(1)] },
        'booking GET /bookings/{id}': {
          steps: [work(4), connection('booking'), query('SELECT bookings', 3)],
          process: { loopDelayMs: 50, cpuMs: 3, gcMs: 0.1 },
        },
        'booking POST /bookings': {
          steps: [work(70), call('pricing POST /quotes'), call('seats POST /holds'), query('INSERT bookings', 4)],
          process: { loopDelayMs: 60, cpuMs: 6, gcMs: 0.1 },
        },
      },
      culprit: ['booking', 'POST /bookings', 'cpu-starvation'],
    },
  ],
  seeds,
);

const bare = (system: System): System => ({
  ...system,
  operations: Object.fromEntries(
    Object.entries(system.operations).map(([operation, { steps }]) => [operation, { steps }]),
  ),
});

/** Two callers and two callees of one service, nothing measured. */
const crossing: System = {
  operations: {
    'front GET /a': { steps: [work(1), call('middle GET /a')] },
    'side GET /b': { steps: [work(1), call('middle GET /b')] },
    'middle GET /a': { steps: [work(1), call('back GET /a')] },
    'middle GET /b': { steps: [work(1), call('deep GET /b')] },
    'back GET /a': { steps: [work(3)] },
    'deep GET /b': { steps: [work(3)] },
  },
  entries: [
    { operation: 'front GET /a', weight: 1 },
    { operation: 'side GET /b', weight: 1 },
  ],
};

const shortOfTime: readonly { title: string; system: System; changes: Changes; service: string }[] = [
  {
    title: 'a service in the middle takes up requests and answers late',
    system: crossing,
    changes: {
      'front GET /a': { steps: [work(1), lateCall('middle GET /a', 15, 0)] },
      'side GET /b': { steps: [work(1), lateCall('middle GET /b', 15, 0)] },
      'middle GET /a': { steps: [work(8), lateCall('back GET /a', 0, 12)] },
      'middle GET /b': { steps: [work(6), lateCall('deep GET /b', 0, 12)] },
    },
    service: 'middle',
  },
  {
    title: 'the service that holds bookings takes up requests and answers late',
    system: bare(ticketSystem),
    changes: {
      'web GET /bookings/{id}': { steps: [work(1), lateCall('booking GET /bookings/{id}', 20, 0)] },
      'web POST /bookings': { steps: [work(2), lateCall('booking POST /bookings', 20, 0), work(1)] },
      'booking POST /bookings': {
        steps: [
          work(10),
          lateCall('pricing POST /quotes', 0, 10),
          lateCall('fraud POST /checks', 0, 10),
          lateCall('seats POST /holds', 0, 10),
          query('INSERT bookings', 4),
        ],
      },
    },
    service: 'booking',
  },
];

for (const { title, system, changes, service } of shortOfTime) {
  for (const seed of seeds) {
    test(`when ${title} and nothing measures it (seed ${seed}), then that is said once, and never with high confidence`, () => {
      const diagnosis = diagnosisOf({ system, changes }, seed);
      const [first] = diagnosis.culprits;
      const told = explain(seed, diagnosis);
      assert.deepEqual([first?.service, first?.kind, first?.confidence], [service, 'saturation', 'medium'], told);
      assert.match(first?.evidence[0] ?? '', /its process or its host is short of time/);
      assert.equal(
        diagnosis.candidates.filter(other => other.service === service && other.slowDownMs > 1).length,
        1,
        told,
      );
    });
  }
}
