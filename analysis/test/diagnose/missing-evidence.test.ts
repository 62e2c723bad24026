import assert from 'node:assert/strict';
import { test } from 'node:test';
import { observeWindow } from '../../src/compare/index.ts';
import { type Diagnosis, diagnose } from '../../src/diagnose/index.ts';
import {
  call,
  changed,
  connection,
  generateTraces,
  query,
  type System,
  ticketSystem,
  work,
} from '../generator/index.ts';
import { type Changes, developmentSeeds, explain, heldOutSeeds } from '../support/diagnosis-cases.ts';

const events = (ms: number): Changes => ({
  'events GET /events': { steps: [work(1), connection('events'), query('SELECT events', ms), work(1)] },
});
const unmeasured: System = {
  operations: {
    'front GET /a': { steps: [work(2), call('back GET /a')] },
    'back GET /a': { steps: [work(4), query('SELECT a', 2)] },
  },
  entries: [{ operation: 'front GET /a', weight: 1 }],
};
const stock: System = {
  operations: {
    'store POST /sales': { steps: [{ do: 'lock', lock: 'stock', ms: 0.3 }, query('INSERT sales', 3)] },
  },
  entries: [{ operation: 'store POST /sales', weight: 1 }],
};
const paying: System = {
  operations: { 'till POST /pay': { steps: [work(2), { do: 'external', peer: 'bank', ms: 10 }] } },
  entries: [{ operation: 'till POST /pay', weight: 1 }],
};

const cases: readonly {
  title: string;
  system?: System;
  changes: Changes;
  first: RegExp | undefined;
}[] = [
  { title: 'everything speaks', changes: events(60), first: undefined },
  { title: 'nothing changed', changes: {}, first: undefined },
  {
    title: 'a service that measures nothing works for longer',
    system: unmeasured,
    changes: { 'back GET /a': { steps: [work(30), query('SELECT a', 2)] } },
    first: /^Event-loop delay and CPU time on the server spans of back/,
  },
  {
    title: 'somebody outside of the traces holds a lock',
    system: stock,
    changes: { 'store POST /sales': { steps: [{ do: 'lock', lock: 'stock', ms: 40 }, query('INSERT sales', 3)] } },
    first: /^Who holds stock while requests wait/,
  },
  {
    title: 'a peer without spans is slow',
    system: paying,
    changes: { 'till POST /pay': { steps: [work(2), { do: 'external', peer: 'bank', ms: 60 }] } },
    first: /^Spans or figures of bank/,
  },
  {
    title: 'an operation ends early without a status',
    system: unmeasured,
    changes: {
      'back GET /a': { steps: ({ random }) => (random() < 0.7 ? [work(0.5)] : [work(4), query('SELECT a', 2)]) },
    },
    first: /^The logs of back/,
  },
  {
    title: 'a query is slower by less than high confidence needs',
    changes: events(9),
    first: /^(Only \d+(\.\d)? % of the latency is sure to be its doing;|More requests: about \d+00 in each window)/,
  },
];

/** Two windows a minute apart. */
function diagnosisOf(changes: Changes, seed: number, system: System = ticketSystem, requests = 400): Diagnosis {
  const windowOf = (of: System, plan: { readonly seed: number; readonly fromUnixMs: number }) =>
    observeWindow(generateTraces({ system: of, requests, ...plan }));
  const startUnixMs = 1_790_000_000_000;
  const baseline = windowOf(system, { seed, fromUnixMs: startUnixMs });
  return diagnose(
    baseline,
    windowOf(changed(system, changes), { seed: seed + 1000, fromUnixMs: startUnixMs + 60_000 }),
  );
}

for (const { title, system, changes, first } of cases) {
  for (const seed of [...developmentSeeds, ...heldOutSeeds]) {
    test(`when ${title} (seed ${seed}), then ${first ? 'it is said first what would decide' : 'nothing is missing'}`, () => {
      const diagnosis = diagnosisOf(changes, seed, system);
      const told = [explain(seed, diagnosis), ...diagnosis.missing].join('\n');
      if (first) assert.match(diagnosis.missing[0] ?? '', first, told);
      else assert.deepEqual(diagnosis.missing, [], told);
    });
  }
}

test('when traces are worth opening, then two are extreme and two are typical', () => {
  const { culprits } = diagnosisOf(events(60), 11);
  const exemplars = culprits[0]?.exemplars ?? [];
  assert.deepEqual(
    exemplars.map(({ how }) => how),
    ['extreme', 'extreme', 'typical', 'typical'],
  );
  const [extreme, , typical] = exemplars;
  assert.ok(extreme && typical && typical.culpritMs > 45 && typical.culpritMs < 70 && extreme.culpritMs > 90);
  assert.equal(new Set(exemplars.map(({ traceId }) => traceId)).size, 4);
});
