import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, query, type Step, type System, work } from '../generator/index.ts';
import { type Changes, diagnosisOf, explain } from '../support/diagnosis-cases.ts';

const late = (operation: string): Step => ({ do: 'call', operation, preMs: 12, postMs: 12 });
const lock = (ms: number): Step => ({ do: 'lock', lock: 'stock', ms, holder: 'POST /counts' });
const tried: Step = { do: 'call', operation: 'prices GET /prices', optional: true };

interface OneCause {
  readonly title: string;
  readonly system: System;
  readonly changes: Changes;
  readonly culprit: readonly [service: string, kind: string, peer: string];
}

const causes: readonly OneCause[] = [
  {
    title: 'an operation works for longer while it holds a lock, and others wait for it',
    system: {
      operations: {
        'store POST /sales': { steps: [work(2), lock(1), query('INSERT sales', 3)] },
        'store POST /counts': { steps: [work(10), query('INSERT counts', 3)] },
      },
      entries: [
        { operation: 'store POST /sales', weight: 1 },
        { operation: 'store POST /counts', weight: 1 },
      ],
    },
    changes: {
      'store POST /sales': { steps: [work(2), lock(40), query('INSERT sales', 3)] },
      'store POST /counts': { steps: [work(60), query('INSERT counts', 3)] },
    },
    culprit: ['store', 'lock-contention', 'stock'],
  },
  {
    title: 'two operations are called over one slow link',
    system: {
      operations: {
        'front GET /a': { steps: [work(1), call('back GET /a')] },
        'front GET /b': { steps: [work(1), call('back GET /b')] },
        'side GET /a': { steps: [work(1), call('back GET /a')] },
        'back GET /a': { steps: [work(8)] },
        'back GET /b': { steps: [work(6)] },
      },
      entries: [
        { operation: 'front GET /a', weight: 1 },
        { operation: 'front GET /b', weight: 1 },
        { operation: 'side GET /a', weight: 1 },
      ],
    },
    changes: {
      'front GET /a': { steps: [work(1), late('back GET /a')] },
      'front GET /b': { steps: [work(1), late('back GET /b')] },
    },
    culprit: ['back', 'network', 'front'],
  },
  {
    title: 'a service waits before it calls again what has failed',
    system: {
      operations: {
        'web GET /cart': { steps: [work(2), tried] },
        'prices GET /prices': { steps: [work(4)] },
      },
      entries: [{ operation: 'web GET /cart', weight: 1 }],
    },
    changes: {
      'web GET /cart': { steps: [work(2), tried, work(40), tried] },
      'prices GET /prices': { steps: [{ do: 'work', ms: 4, failRate: 0.7 }] },
    },
    culprit: ['web', 'retry-storm', 'GET /prices (prices)'],
  },
];

for (const { title, system, changes, culprit } of causes) {
  for (const seed of [41, 42]) {
    test(`when ${title} (seed ${seed}), then one culprit has all of it`, () => {
      const diagnosis = diagnosisOf({ system, changes }, seed);
      const [first, second] = diagnosis.culprits;
      assert.deepEqual(first && [first.service, first.kind, first.peer], culprit, explain(seed, diagnosis));
      assert.ok(first && first.share > 0.9, explain(seed, diagnosis));
      assert.equal(second?.slowDownMs ?? 0, 0, explain(seed, diagnosis));
    });
  }
}
