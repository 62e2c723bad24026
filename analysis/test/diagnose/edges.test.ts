import { call, query, type Step, type System, work } from '../generator/index.ts';
import { testCulprits } from '../support/diagnosis-cases.ts';

const slowLink = (operation: string, preMs: number, postMs: number): Step => ({ do: 'call', operation, preMs, postMs });
const large = (operation: string, ms: number): Step => ({
  do: 'call',
  operation,
  preMs: 1,
  postMs: ms,
  responseBytes: 900_000,
});

/** Two callers of one service, nothing measured. */
const twoCallers: System = {
  operations: {
    'front GET /a': { steps: [work(1), call('back GET /c')] },
    'side GET /b': { steps: [work(1), call('back GET /c')] },
    'back GET /c': { steps: [work(4), query('SELECT c', 3)] },
  },
  entries: [
    { operation: 'front GET /a', weight: 1 },
    { operation: 'side GET /b', weight: 1 },
  ],
};

testCulprits([
  {
    title: 'only one of two callers reaches a service late',
    system: twoCallers,
    changes: { 'front GET /a': { steps: [work(1), slowLink('back GET /c', 20, 0.4)] } },
    culprit: ['back', 'GET /c', 'network'],
  },
  {
    title: 'one link is slow both ways while both processes are calm',
    changes: { 'web GET /events': { steps: [work(2), slowLink('events GET /events', 12, 12)] } },
    culprit: ['events', 'GET /events', 'network'],
  },
  {
    title: 'the only link to a service is slow both ways and the clocks differ by more than the way took',
    system: { ...twoCallers, entries: [{ operation: 'front GET /a', weight: 1 }], clocksMs: { back: 1 } },
    changes: { 'front GET /a': { steps: [work(1), slowLink('back GET /c', 3, 3)] } },
    culprit: ['back', 'GET /c', 'network'],
  },
  {
    title: 'all callers reach a service late and nothing is measured',
    system: twoCallers,
    changes: {
      'front GET /a': { steps: [work(1), slowLink('back GET /c', 20, 0.4)] },
      'side GET /b': { steps: [work(1), slowLink('back GET /c', 20, 0.4)] },
    },
    culprit: ['back', 'GET /c', 'saturation'],
  },
  {
    title: 'a service is late before one operation and nothing is measured',
    system: { ...twoCallers, entries: [{ operation: 'front GET /a', weight: 1 }] },
    changes: { 'front GET /a': { steps: [work(1), slowLink('back GET /c', 25, 0.4)] } },
    culprit: ['back', 'GET /c', 'saturation'],
  },
  {
    title: 'a service answers with much more than before',
    system: {
      ...twoCallers,
      operations: {
        ...twoCallers.operations,
        'front GET /a': { steps: [work(1), { do: 'call', operation: 'back GET /c', responseBytes: 4_000 }] },
      },
    },
    changes: {
      'front GET /a': { steps: [work(8), large('back GET /c', 15)] },
      'back GET /c': { steps: [work(20), query('SELECT c', 8)] },
    },
    culprit: ['back', 'GET /c', 'large-payload'],
  },
  {
    title: 'an operation among others answers with much more than before',
    changes: {
      'web GET /events': { steps: [work(2), large('events GET /events', 12)] },
      'events GET /events': { steps: [work(15), query('SELECT events', 12)] },
    },
    culprit: ['events', 'GET /events', 'large-payload'],
  },
  {
    title: 'a dependency that is not traced takes longer',
    changes: { 'mailer process booked': { steps: [work(2), { do: 'external', peer: 'smtp', ms: 300 }] } },
    culprit: ['mailer', 'POST smtp', 'slow-dependency'],
  },
  {
    title: 'a dependency that is not traced sometimes takes much longer',
    changes: {
      'fraud POST /checks': {
        steps: ({ random }) => [work(4), { do: 'external', peer: 'registry', ms: random() < 0.2 ? 300 : 6 }],
      },
    },
    system: {
      ...twoCallers,
      operations: { 'fraud POST /checks': { steps: [work(4), { do: 'external', peer: 'registry', ms: 6 }] } },
      entries: [{ operation: 'fraud POST /checks', weight: 1 }],
    },
    culprit: ['fraud', 'POST registry', 'slow-dependency'],
  },
]);
