import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesBetween, largestChanges } from '../../web/src/compare/changes.ts';
import { traceViewFrom } from '../../web/src/trace/trace-view.ts';
import { orderTrace } from '../support/odd-trace.ts';
import { traceIdOf } from '../support/otlp-trace.ts';

const startUnixMs = 1_790_000_000_000;
const usual = traceViewFrom(orderTrace(traceIdOf(1), startUnixMs));
const slower = traceViewFrom(orderTrace(traceIdOf(2), startUnixMs + 10_000, { slowerMs: 60, isRetried: true }));

test('when a trace is compared with itself, then nothing is new, gone or slower', () => {
  const changes = changesBetween(usual, usual);
  assert.ok(changes.length > 5);
  assert.ok(changes.every(({ what, changeMs, ownChangeMs }) => what === 'both' && changeMs === 0 && ownChangeMs === 0));
  assert.deepEqual(largestChanges(changes, 5), []);
});

test('when a query is slower, then it is named itself, not those that wait for it', () => {
  const [largest] = largestChanges(changesBetween(usual, slower), 5);
  assert.equal(largest?.span.name, 'SELECT stock');
  assert.equal(largest?.ownChangeMs, 60);
});

test('when one does more, then that is new, and from the other side it is gone', () => {
  const what = (changes: ReturnType<typeof changesBetween>) =>
    changes.filter(change => change.what !== 'both').map(change => [change.span.name, change.what, change.changeMs]);
  assert.deepEqual(what(changesBetween(usual, slower)), [['POST /v1/captures', 'new', 6]]);
  assert.deepEqual(what(changesBetween(slower, usual)), [['POST /v1/captures', 'gone', -6]]);
});
