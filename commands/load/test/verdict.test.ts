import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunRecord } from '../src/runs/run-record.ts';
import { objectiveResults } from '../src/verdict/objective-results.ts';
import { exitCodeOf, verdictSentence } from '../src/verdict/verdict.ts';
import { verdictText } from '../src/verdict/verdict-text.ts';
import { exampleRecord } from './support/example-record.ts';

const broken: RunRecord['invariants'] = {
  checked: true,
  holds: false,
  invariants: 8,
  found: 1,
  violations: [{ invariant: 'stock adds up', subject: 'sku-0001', found: '3 of 4' }],
};
const dropped: RunRecord['spans'] = { checked: true, holds: false, made: 200, accepted: 190, dropped: 10, lost: 0 };
const lost: RunRecord['spans'] = { checked: true, holds: false, made: 200, accepted: 190, dropped: 0, lost: 10 };
const capacity: NonNullable<RunRecord['breakpoint']> = {
  probes: [],
  knees: [50, 51, 52],
  median: 51,
  spread: 2 / 51,
  loads: [],
  pathShares: [],
  tracesRead: 0,
};
const { median: _median, spread: _spread, ...nothingFound } = capacity;

for (const [what, changes, exitCode, sentence] of [
  ['all is well', {}, 0, /^All objectives are met\.$/],
  ['an objective failed', { k6ExitCode: 99 }, 99, /./],
  ['the invariants do not hold', { invariants: broken }, 98, /The invariants of the data do not hold/],
  ['spans were dropped', { spans: dropped }, 98, /Spans are lost/],
  ['an objective failed and spans are lost', { k6ExitCode: 99, spans: lost }, 99, /Spans are lost/],
  [
    'nothing could be checked',
    { invariants: { checked: false, why: 'x' }, spans: { checked: false, why: 'y' } },
    0,
    /met/,
  ],
  ['k6 met a broken script', { k6ExitCode: 107, state: 'failed' }, 107, /k6 could not run/],
  ['it was interrupted', { k6ExitCode: 105, state: 'interrupted' }, 130, /^Interrupted/],
  ['a capacity was found', { breakpoint: capacity }, 0, /serves 51\.0 visits\/s.*spread 4 %/],
  ['no capacity was found', { breakpoint: nothingFound }, 1, /No objective broke/],
  ['spans were dropped beyond the capacity', { breakpoint: capacity, spans: dropped }, 0, /serves/],
  ['spans were lost beyond the capacity', { breakpoint: capacity, spans: lost }, 98, /Spans are lost/],
] as const satisfies readonly (readonly [string, Partial<RunRecord>, number, RegExp])[]) {
  test(`when ${what}, then the exit code is ${exitCode} and a sentence says so`, () => {
    const record = exampleRecord(changes);
    assert.equal(exitCodeOf(record), exitCode);
    assert.match(verdictSentence(record), sentence);
  });
}

test('when k6 has written its summary, then each threshold is an objective with what was measured, by journey', () => {
  const results = objectiveResults({
    metrics: {
      checks: { passes: 99, fails: 1, value: 0.99, thresholds: { 'rate>0.99': true } },
      dropped_iterations: { count: 3, rate: 0.1, thresholds: { 'count<=18': false } },
      'http_req_failed{journey:order}': { passes: 1, fails: 199, value: 0.005, thresholds: { 'rate<0.01': false } },
      'http_req_duration{journey:order}': {
        count: 200,
        'p(95)': 900.5,
        'p(99)': 1_000,
        thresholds: { 'p(99)<1500': false, 'p(95)<800': true },
      },
      'http_req_duration{journey:browse}': { count: 0, 'p(95)': 0, thresholds: { 'p(95)<200': false } },
      vus: { value: 3 },
    },
  });
  assert.deepEqual(
    results.map(({ name, limit, actual, unit, met }) => [name, limit, actual, unit, met]),
    [
      ['browse p95', 200, null, 'ms', true],
      ['order p95', 800, 900.5, 'ms', false],
      ['order p99', 1_500, 1_000, 'ms', true],
      ['order failed', 1, 0.5, '%', true],
      ['checks passed', 99, 99, '%', false],
      ['visits left out', 18, 3, 'visits', true],
    ],
  );
});

test('when an objective failed, then the text has at least five links to the slowest requests of its journey', () => {
  const request = (index: number) => ({
    operation: 'POST /orders',
    status: 201,
    durationMs: 1_000 - index,
    startedUnixMs: 0,
    traceId: `${index}`,
    link: `http://127.0.0.1:16686/trace/${index}`,
    found: true,
  });
  const slowest = Array.from({ length: 10 }, (_, index) => request(index));
  const [objective] = exampleRecord().objectives;
  assert.ok(objective);
  const text = verdictText(
    exampleRecord({
      k6ExitCode: 99,
      objectives: [{ ...objective, met: false, actual: 900 }],
      worst: { order: { slowest, failed: [] }, browse: { slowest, failed: [] } },
    }),
  );
  assert.match(text, /✗ order p95 +900\.0 ms +p\(95\)<800/);
  assert.ok((text.match(/order, slowest requests:[\s\S]*/)?.[0].match(/\/trace\/\d/g)?.length ?? 0) >= 5);
  assert.doesNotMatch(text, /browse, slowest/);
});

test('when a request was not answered, then its line says that it has no trace id', () => {
  const unanswered = { operation: 'POST /orders', status: 0, durationMs: 12_000, startedUnixMs: 0 };
  const text = verdictText(exampleRecord({ worst: { order: { slowest: [], failed: [unanswered] } } }));
  assert.match(text, /order, failed requests:\n +12000\.0 ms {2}POST \/orders 0 {2}no answer, so no trace id$/m);
});
