import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '@spanshop/analysis/statistics';
import { createSlowestRequests } from '../../src/findings/slowest-requests.ts';
import type { RequestReport } from '../../src/k6/parse-report.ts';

const report = (durationMs: number, more: Partial<RequestReport> = {}): RequestReport => ({
  journey: 'order',
  operation: 'POST /orders',
  status: 201,
  failed: false,
  durationMs,
  startedUnixMs: 0,
  traceId: String(durationMs),
  sampled: true,
  ...more,
});

for (const [count, expected] of [
  [1, 1],
  [100, 5],
  [10_001, 501],
  [50_000, 1_000],
] as const) {
  test(`when ${count} requests come, then exactly the ${expected} slowest are known, slowest first`, () => {
    const random = createRandom(11);
    const durations = Array.from({ length: count }, () => random() * 1_000);
    const slowest = createSlowestRequests();
    for (const durationMs of durations) slowest.add(report(durationMs));
    assert.deepEqual(
      slowest.list().requests.map(({ durationMs }) => durationMs),
      durations.toSorted((a, b) => b - a).slice(0, expected),
    );
    assert.equal(slowest.list().share, Math.min(0.05, expected / count));
  });
}

test('when the trace of a request is not kept or not named, then it is not one of them', () => {
  const slowest = createSlowestRequests();
  slowest.add(report(900, { sampled: false }));
  slowest.add(report(800, { sampled: undefined, traceId: undefined, status: 0, failed: true }));
  slowest.add(report(10));
  assert.deepEqual(slowest.list().requests, [{ operation: 'POST /orders', durationMs: 10, traceId: '10' }]);
});
