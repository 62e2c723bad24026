import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../src/diagnose/index.ts';
import { call, changed, connection, query, ticketSystem, work } from '../generator/index.ts';
import { diagnosisOf, explain, windowOf } from '../support/diagnosis-cases.ts';

const slowEvents = {
  'events GET /events': { steps: [work(1), connection('events'), query('SELECT events', 60), work(1)] },
};
const slowSeats = {
  'seats POST /holds': { steps: [connection('seats'), query('SELECT seats', 110), query('UPDATE seats', 3)] },
};

for (const seed of [31, 32, 33]) {
  test(`when two faults of one size come together (seed ${seed}), then both are named`, () => {
    const diagnosis = diagnosisOf({ changes: { ...slowEvents, ...slowSeats }, requests: 1000 }, seed);
    const named = diagnosis.culprits.map(culprit => culprit.operation).sort();
    assert.deepEqual(named, ['SELECT events', 'SELECT seats'], explain(seed, diagnosis));
  });

  test(`when a rare endpoint alone became slow (seed ${seed}), then it is found on its own`, () => {
    const rare = {
      ...ticketSystem,
      operations: { ...ticketSystem.operations, 'web GET /tax': { steps: [work(1), query('SELECT tax', 3)] } },
      entries: [...ticketSystem.entries, { operation: 'web GET /tax', weight: 0.6 }],
    };
    const changes = { 'web GET /tax': { steps: [work(1), query('SELECT tax', 13)] } };
    const diagnosis = diagnosisOf({ system: rare, changes, requests: 1500 }, seed);
    const [first] = diagnosis.culprits;
    assert.equal(first?.operation, 'SELECT tax', explain(seed, diagnosis));
    assert.deepEqual(first?.scope, { of: 'endpoint', endpoint: 'web GET /tax' });
    assert.equal(first?.confidence, 'medium');
  });

  test(`when a call is new at one endpoint and usual at another (seed ${seed}), then the traces worth opening are of the first`, () => {
    const usual = { 'pricing POST /quotes': { steps: [work(2), query('SELECT prices', 25)] } };
    const added = { 'web GET /events': { steps: [work(2), call('events GET /events'), call('pricing POST /quotes')] } };
    const [first] = diagnosisOf({ system: changed(ticketSystem, usual), changes: added }, seed).culprits;
    const endpoints = new Set(first?.exemplars.map(({ endpoint }) => endpoint));
    assert.deepEqual([...endpoints], ['web GET /events']);
  });

  test(`when the baseline itself drifts (seed ${seed}), then its culprit is not blamed on the degraded window`, () => {
    const drifting = changed(ticketSystem, {
      'events GET /events': { steps: ({ progress }) => [work(1), query('SELECT events', progress < 0.5 ? 6 : 30)] },
    });
    const diagnosis = diagnose(windowOf(drifting, seed), windowOf(changed(ticketSystem, slowEvents), seed + 1));
    assert.deepEqual(diagnosis.culprits, [], explain(seed, diagnosis));
    assert.match(diagnosis.reason ?? '', /baseline is not steady/);
  });
}

test('when windows are empty, have nothing in common or overlap, then that is said', () => {
  const some = windowOf(ticketSystem, 1, 100);
  const none = windowOf(ticketSystem, 1, 0);
  const others = windowOf({ ...ticketSystem, entries: [{ operation: 'pricing POST /quotes', weight: 1 }] }, 2, 100);
  assert.match(diagnose(none, some).reason ?? '', /baseline window is empty/);
  assert.match(diagnose(some, none).reason ?? '', /degraded window is empty/);
  assert.match(diagnose(some, others).reason ?? '', /no endpoint in common/);
  assert.match(diagnose(some, windowOf(ticketSystem, 3, 1)).reason ?? '', /too few traces to compare: 100 and 1,/);
  assert.match(diagnose(some, some).reason ?? '', /overlap: all 100 traces of the baseline/);
  assert.equal(diagnose(some, some).comparable, false);
});

test('when the same windows are diagnosed twice, then the answer is the same and the windows are as they were', () => {
  const baseline = windowOf(ticketSystem, 41, 200);
  const degraded = windowOf(changed(ticketSystem, slowEvents), 42, 200);
  const before = structuredClone(baseline);
  const [one, two] = [diagnose(baseline, degraded), diagnose(baseline, degraded)];
  assert.deepEqual(one, two);
  assert.deepEqual(baseline, before);
});
