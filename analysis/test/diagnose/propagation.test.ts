import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../src/diagnose/index.ts';
import { call, connection, query, type Step, type System, ticketSystem, work } from '../generator/index.ts';
import { type Changes, diagnosisOf, explain, windowOf } from '../support/diagnosis-cases.ts';

interface PathCase {
  /** Continues "when ...". */
  readonly title: string;
  readonly system?: System;
  readonly changes: Changes;
  /** `service operation (via)`, with `?` behind a step without evidence. */
  readonly path: readonly string[];
}

const late = (operation: string): Step => ({ do: 'call', operation, preMs: 20, postMs: 20 });
const lock = (ms: number): Step => ({ do: 'lock', lock: 'stock', ms, holder: 'POST /counts' });

const cases: readonly PathCase[] = [
  {
    title: 'a query two services below is slow',
    changes: { 'seats POST /holds': { steps: [connection('seats'), query('SELECT seats', 60)] } },
    path: [
      'web POST /bookings (entry)',
      'booking POST /bookings (call)',
      'seats POST /holds (call)',
      'seats SELECT seats (within)',
    ],
  },
  {
    title: 'a query is made once for each item',
    changes: {
      'events GET /events': { steps: [work(1), ...Array.from({ length: 12 }, () => query('SELECT events', 6))] },
    },
    path: ['web GET /events (entry)', 'events GET /events (call)'],
  },
  {
    title: 'a step inside an operation works for longer',
    changes: { 'fraud POST /checks': { steps: [{ do: 'span', name: 'score', steps: [work(60)] }] } },
    path: [
      'web POST /bookings (entry)',
      'booking POST /bookings (call)',
      'fraud POST /checks (call)',
      'fraud score (within)',
    ],
  },
  {
    title: 'a link is slow',
    changes: { 'web GET /events': { steps: [work(2), late('events GET /events')] } },
    path: ['web GET /events (entry)', 'events GET /events (call)'],
  },
  {
    title: 'what processes a message calls something slow, so that no user waits for it',
    changes: { 'mailer process booked': { steps: [work(2), { do: 'external', peer: 'smtp', ms: 300 }] } },
    path: [
      'web POST /bookings (entry)?',
      'booking POST /bookings (call)?',
      'booking publish booked (within)?',
      'mailer process booked (message)',
      'mailer POST smtp (within)',
    ],
  },
  {
    title: 'one operation holds a lock for longer, and another waits for it',
    system: {
      operations: {
        'web POST /sales': { steps: [work(1), call('store POST /sales')] },
        'store POST /sales': { steps: [work(2), lock(1), query('INSERT sales', 3)] },
        'store POST /counts': { steps: [work(10), query('INSERT counts', 3)] },
      },
      entries: [
        { operation: 'web POST /sales', weight: 3 },
        { operation: 'store POST /counts', weight: 1 },
      ],
    },
    changes: { 'store POST /sales': { steps: [work(2), lock(60), query('INSERT sales', 3)] } },
    path: ['web POST /sales (entry)', 'store POST /sales (call)', 'store wait (within)', 'store POST /counts (shared)'],
  },
  {
    title: 'an operation fails, and its caller with it',
    changes: { 'pricing POST /quotes': { steps: [{ do: 'work', ms: 2, failRate: 0.4 }, query('SELECT prices', 3)] } },
    path: ['web POST /bookings (entry)', 'booking POST /bookings (call)', 'pricing POST /quotes (call)'],
  },
  {
    title: 'an operation fails that its caller can do without',
    system: {
      operations: {
        'web GET /cart': { steps: [work(2), { do: 'call', operation: 'offers GET /offers', optional: true }] },
        'offers GET /offers': { steps: [work(4)] },
      },
      entries: [{ operation: 'web GET /cart', weight: 1 }],
    },
    changes: { 'offers GET /offers': { steps: [{ do: 'work', ms: 4, failRate: 0.5 }] } },
    path: ['web GET /cart (entry)?', 'offers GET /offers (call)'],
  },
];

for (const { title, system = ticketSystem, changes, path } of cases) {
  for (const seed of [71, 72]) {
    test(`when ${title} (seed ${seed}), then the way from the user to it is told, step by step`, () => {
      const diagnosis = diagnosisOf({ system, changes }, seed);
      const steps = diagnosis.culprits[0]?.path.map(
        ({ service, operation, via, evidence }) => `${service} ${operation} (${via})${evidence ? '' : '?'}`,
      );
      assert.deepEqual(steps, path, explain(seed, diagnosis));
    });
  }
}

test('when only one of two callers of a slow operation is compared, then its way goes by the caller with most of it', () => {
  const system: System = {
    operations: {
      'front GET /a': { steps: [work(1), call('back GET /c')] },
      'side GET /b': { steps: [work(1), call('back GET /c')] },
      'back GET /c': { steps: [work(4)] },
    },
    entries: [
      { operation: 'front GET /a', weight: 1 },
      { operation: 'side GET /b', weight: 4 },
    ],
  };
  const diagnosis = diagnosisOf({ system, changes: { 'back GET /c': { steps: [work(40)] } } }, 73);
  const [entry, last] = diagnosis.culprits[0]?.path ?? [];
  assert.equal(entry?.service, 'side', explain(73, diagnosis));
  assert.ok(last?.evidence?.of === 'time');
  assert.ok(last.evidence.afterMs - last.evidence.beforeMs > 30 && last.evidence.afterMs < 45);
});

test('when the first two hundred requests that a culprit slows do something else than where it adds most, then its way is told', () => {
  const system: System = {
    operations: {
      'web GET /a': { steps: ({ progress }) => [work(1), call(progress < 0.4 ? 'early GET /b' : 'later GET /c')] },
      'early GET /b': { steps: [work(4)] },
      'later GET /c': { steps: [work(4)] },
    },
    entries: [{ operation: 'web GET /a', weight: 1 }],
  };
  const requests = 600;
  const late: System = { ...system, lateMs: { web: { leaving: 30 } } };
  const diagnosis = diagnose(windowOf(system, 74, requests), windowOf(late, 1074, requests));
  assert.deepEqual(
    diagnosis.culprits[0]?.path.map(({ service, operation, via }) => `${service} ${operation} (${via})`),
    ['web GET /a (entry)'],
    explain(74, diagnosis),
  );
});
