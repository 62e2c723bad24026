import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPage } from '../../src/report/run-page.ts';
import type { RunRecord } from '../../src/runs/run-record.ts';
import { exampleRecord } from '../support/example-record.ts';
import { exampleBreakpoint, exampleRun } from '../support/example-run.ts';

test('when a run is reported, then the page needs nothing else, and what came from outside is no markup', () => {
  const text = runPage(exampleRun());
  assert.doesNotMatch(text, /<script|<link|<img|src=|@import|url\(|NaN|undefined|<b>/);
  assert.match(text, /Not met: order p95\./);
  assert.match(text, /<a href="http:\/\/127\.0\.0\.1:16686\/trace\/[0-9a]{32}">/);
  assert.ok((text.match(/<svg /g)?.length ?? 0) >= 9);
});

test('when a run has failed before it measured anything, then the page says so', () => {
  const record = exampleRecord({
    state: 'failed',
    k6ExitCode: 107,
    exitCode: 107,
    problem: 'k6 ended with exit code 107',
    objectives: [],
  });
  const text = runPage({ record, digest: {}, resources: [] });
  assert.match(text, /k6 could not run the scenario: k6 ended with exit code 107\./);
  assert.match(text, /Nothing was measured\./);
  assert.doesNotMatch(text, /NaN|undefined|Infinity/);
});

test('when the capacity was found, then the page shows its curve, its spread, and what was busiest', () => {
  const run = exampleRun();
  const text = runPage({
    ...run,
    record: { ...run.record, objectives: [], exitCode: 0, breakpoint: exampleBreakpoint() },
  });
  assert.match(text, /The shop serves 50\.0 visits\/s \(searches: 48\.0, 50\.0, 51\.0; spread 6 %\)/);
  assert.match(text, /event loop: gateway \(92 % busy\); pool: orders \(100 % in use, 3\.2 waiting for a connection\)/);
  assert.match(text, /knee 50\.0&#47;s|knee 50\.0\/s/);
  assert.match(text, /share this machine|share the processors/);
  assert.doesNotMatch(text, /NaN|undefined/);
});

test('when the slowest requests are known, then a table has all of their parts', () => {
  const text = runPage(exampleRun());
  assert.match(text, /Where the slowest 5 % spent their time/);
  assert.match(
    text,
    /reaching gateway and coming back \(network, accept queue, k6\)<\/td><td class="number">5 %<\/td>/,
  );
});

test('when a request was not answered, then its row says that it has no trace id', () => {
  const unanswered = { operation: 'POST /orders', status: 0, durationMs: 12_000, startedUnixMs: 0 };
  const run = exampleRun();
  const text = runPage({ ...run, record: { ...run.record, worst: { order: { slowest: [], failed: [unanswered] } } } });
  assert.match(text, /<td class="name">no answer, so no trace id<\/td><td class="name">POST \/orders<\/td>/);
});

for (const [what, changes] of [
  ['a run', {}],
  ['a search for the capacity', { objectives: [], breakpoint: exampleBreakpoint() }],
] as const satisfies readonly (readonly [string, Partial<RunRecord>])[]) {
  test(`when ${what} is reported, then what was found and the charts come first, and the tables after all of them`, () => {
    const run = exampleRun();
    const text = runPage({ ...run, record: { ...run.record, ...changes } });
    const places = [
      text.indexOf('<h1>'),
      text.indexOf('spent their time in orders: waiting for a connection 41 %'),
      text.indexOf('Ran out first: the pool of orders'),
      text.indexOf('<svg'),
      text.lastIndexOf('</svg>'),
      text.indexOf('<table'),
    ];
    assert.ok(!places.includes(-1), String(places));
    assert.deepEqual(
      places.toSorted((a, b) => a - b),
      places,
    );
  });
}
