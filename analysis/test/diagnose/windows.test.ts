import assert from 'node:assert/strict';
import { test } from 'node:test';
import { observeWindow, type Window } from '../../src/compare/index.ts';
import { diagnose, diagnoseAgainst } from '../../src/diagnose/index.ts';
import { changed, connection, generateTraces, query, type System, ticketSystem, work } from '../generator/index.ts';
import { developmentSeeds, explain, heldOutSeeds } from '../support/diagnosis-cases.ts';

const seeds = [...developmentSeeds, ...heldOutSeeds];
const startUnixMs = 1_790_000_000_000;
const events = (ms: number) => ({
  'events GET /events': { steps: [work(1), connection('events'), query('SELECT events', ms), work(1)] },
});
const slow = changed(ticketSystem, events(60));

interface Plan {
  readonly seed: number;
  readonly afterMs?: number;
  readonly requests?: number;
  readonly perSecond?: number;
}
const tracesOf = (system: System, { seed, afterMs = 0, requests = 400, perSecond = 20 }: Plan) => [
  ...generateTraces({ system, requests, seed, fromUnixMs: startUnixMs + afterMs, requestsPerSecond: perSecond }),
];
const windowOf = (system: System, plan: Plan) => observeWindow(tracesOf(system, plan));
const weighing = (weights: readonly number[]): System => ({
  ...ticketSystem,
  entries: ticketSystem.entries.map(({ operation }, index) => ({ operation, weight: weights[index] ?? 1 })),
});

for (const seed of seeds) {
  test(`when one of 165 traces lies in both windows (seed ${seed}), then it is left out, and the rest is compared`, () => {
    const before = tracesOf(ticketSystem, { seed, requests: 165 });
    const after = tracesOf(slow, { seed: seed + 1000, afterMs: 60_000, requests: 165 });
    const diagnosis = diagnose(observeWindow([...before, after[0] as (typeof after)[number]]), observeWindow(after));
    assert.equal(diagnosis.culprits[0]?.operation, 'SELECT events', explain(seed, diagnosis));
    assert.ok(
      diagnosis.warnings.some(warning => /^1 traces? .*in both windows.*left out of the baseline/.test(warning)),
    );
    assert.equal(diagnosis.requests.baseline, observeWindow(before).requests.length);
  });

  test(`when a baseline reaches around the degraded window (seed ${seed}), then what is degraded is no part of it`, () => {
    const before = tracesOf(ticketSystem, { seed });
    const after = tracesOf(slow, { seed: seed + 1000, afterMs: 30_000, requests: 200 });
    const diagnosis = diagnose(observeWindow([...before, ...after]), observeWindow(after));
    const clean = diagnose(observeWindow(before), observeWindow(after));
    assert.equal(diagnosis.culprits[0]?.operation, 'SELECT events', explain(seed, diagnosis));
    assert.equal(diagnosis.baselineMs, clean.baselineMs);
  });

  test(`when fewer requests end (seed ${seed}), then that is told with both rates`, () => {
    const before = windowOf(ticketSystem, { seed, requests: 502 });
    const after = windowOf(ticketSystem, { seed: seed + 1000, afterMs: 60_000, requests: 329, perSecond: 13.1 });
    const diagnosis = diagnose(before, after);
    assert.ok(
      diagnosis.warnings.some(warning => /^Fewer requests end, \d+\.\d to \d+\.\d a second/.test(warning)),
      explain(seed, diagnosis),
    );
    const { baseline, degraded } = diagnosis.windows;
    assert.ok(baseline.requestsPerSecond > 1.3 * degraded.requestsPerSecond);
    assert.equal(degraded.toUnixMs, after.toUnixMs);
  });

  test(`when windows are alike and beside each other (seed ${seed}), then nothing is told of their distance`, () => {
    const diagnosis = diagnose(
      windowOf(ticketSystem, { seed }),
      windowOf(ticketSystem, { seed: seed + 1000, afterMs: 60_000 }),
    );
    assert.deepEqual(diagnosis.warnings, []);
  });

  test(`when the mix of requests differs and a day lies between (seed ${seed}), then both are told`, () => {
    const after = windowOf(weighing([5, 2, 9]), { seed: seed + 1000, afterMs: 86_400_000 });
    const { warnings } = diagnose(windowOf(ticketSystem, { seed }), after);
    assert.ok(warnings.some(warning => /apart/.test(warning)));
    assert.ok(
      warnings.some(warning => /^The mix of requests differs: web (GET|POST) \/\w+ makes \d+ % to \d+ %/.test(warning)),
    );
  });

  test(`when a culprit stands against one of two baselines only (seed ${seed}), then nobody is named`, () => {
    const usual = windowOf(ticketSystem, { seed });
    const sameHourYesterday = windowOf(slow, { seed: seed + 50, afterMs: 100_000 });
    const after = windowOf(slow, { seed: seed + 1000, afterMs: 200_000 });
    assert.equal(diagnoseAgainst([usual], after).culprits.length, 1);
    const diagnosis = diagnoseAgainst([usual, sameHourYesterday], after);
    assert.deepEqual(diagnosis.culprits, [], explain(seed, diagnosis));
    assert.match(
      diagnosis.reason ?? '',
      /SELECT events in events stands against the first baseline, but not against number 2/,
    );
    const [first] = diagnosis.candidates;
    assert.deepEqual(
      [first?.operation, first?.confidence, first?.doubt],
      ['SELECT events', 'none', 'does not stand against every baseline'],
    );
  });

  test(`when a culprit stands against three baselines (seed ${seed}), then it is named as against the first`, () => {
    const baselines: [Window, ...Window[]] = [
      windowOf(ticketSystem, { seed }),
      windowOf(ticketSystem, { seed: seed + 50, afterMs: 100_000 }),
      windowOf(changed(ticketSystem, events(9)), { seed: seed + 60, afterMs: 200_000 }),
    ];
    const after = windowOf(slow, { seed: seed + 1000, afterMs: 300_000 });
    const diagnosis = diagnoseAgainst(baselines, after);
    assert.equal(diagnosis.culprits[0]?.operation, 'SELECT events', explain(seed, diagnosis));
    assert.equal(diagnosis.baselineMs, diagnose(baselines[0], after).baselineMs);
    assert.equal(diagnosis.windows.otherBaselines.length, 2);
  });
}

test('when the only culprit falls against a second baseline, then what is missing is said of it no more', () => {
  const paying = (ms: number): System => ({
    operations: { 'till POST /pay': { steps: [work(2), { do: 'external', peer: 'bank', ms }] } },
    entries: [{ operation: 'till POST /pay', weight: 1 }],
  });
  const usual = windowOf(paying(10), { seed: 11 });
  const after = windowOf(paying(60), { seed: 1011, afterMs: 200_000 });
  assert.match(diagnoseAgainst([usual], after).missing[0] ?? '', /^Spans or figures of bank/);
  const slowYesterday = windowOf(paying(60), { seed: 61, afterMs: 100_000 });
  assert.deepEqual(diagnoseAgainst([usual, slowYesterday], after).missing, []);
});

test('when a second baseline leaves a culprit with less confidence, then the list of all candidates says so too', () => {
  const after = windowOf(slow, { seed: 1011, afterMs: 200_000 });
  const usual = windowOf(ticketSystem, { seed: 11 });
  const almostAsSlow = windowOf(changed(ticketSystem, events(48)), { seed: 61, afterMs: 100_000 });
  assert.equal(diagnoseAgainst([usual], after).culprits[0]?.confidence, 'high');
  const { culprits, candidates } = diagnoseAgainst([usual, almostAsSlow], after);
  assert.deepEqual([culprits[0]?.confidence, candidates[0]?.confidence], ['medium', 'medium']);
});

test('when one of two baselines is empty, then it is said not to be used, and the other one is', () => {
  const after = windowOf(slow, { seed: 1011, afterMs: 60_000 });
  const { culprits, warnings } = diagnoseAgainst([windowOf(ticketSystem, { seed: 11 }), observeWindow([])], after);
  assert.equal(culprits[0]?.operation, 'SELECT events');
  assert.ok(
    warnings.some(warning => /^Baseline number 2 was not used\. The baseline window is empty\.$/.test(warning)),
  );
});

test('when endpoints are compared, then users see p50 and p95 of each before and after, and messages are no endpoint', () => {
  const { endpoints } = diagnose(
    windowOf(ticketSystem, { seed: 11 }),
    windowOf(slow, { seed: 1011, afterMs: 60_000, perSecond: 40 }),
  );
  assert.deepEqual(
    endpoints.map(({ endpoint }) => endpoint),
    ['web GET /events', 'web POST /bookings', 'web GET /bookings/{id}'],
  );
  const [slowed, calm] = endpoints;
  assert.ok(slowed && slowed.before.p50Ms < 15 && slowed.after.p50Ms > 50 && slowed.after.p95Ms > slowed.after.p50Ms);
  assert.ok(calm && Math.abs(calm.after.p50Ms / calm.before.p50Ms - 1) < 0.1);
  assert.ok(slowed.after.requestsPerSecond > 1.5 * slowed.before.requestsPerSecond);
});
