import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mix } from '../../src/compare/index.ts';
import type { Finding } from '../../src/diagnose/findings.ts';
import { chanceOf } from '../../src/diagnose/permutation.ts';
import { thresholds } from '../../src/diagnose/thresholds.ts';

const requests = (milliseconds: readonly number[]) =>
  milliseconds.map(ms => ({ path: new Map([['key', { nano: ms * 1e6, calls: 1 }]]) }));

function chanceBetween(baseline: readonly number[], degraded: readonly number[]): number | undefined {
  const pair = { endpoint: 'e', weight: 1, baseline: requests(baseline), degraded: requests(degraded) };
  const mean = (of: readonly number[]) => of.reduce((sum, ms) => sum + ms, 0) / of.length;
  const finding = { keyIds: new Set(['key']), deltaNano: (mean(degraded) - mean(baseline)) * 1e6 };
  return chanceOf({ pairs: [pair] } as unknown as Mix, [finding as unknown as Finding])[0];
}

test('when chance never makes as large a change, then the p-value is the least that so many deals can say, not zero', () => {
  const baseline = Array.from({ length: 50 }, (_, index) => 10 + (index % 5));
  const degraded = baseline.map(ms => ms + 100);
  assert.equal(chanceBetween(baseline, degraded), 1 / (thresholds.resamples + 1));
  assert.ok(1 / (thresholds.resamples + 1) <= thresholds.mostChance);
  assert.ok(2 / (thresholds.resamples + 1) > thresholds.mostChance);
});

test('when nothing has changed, then every deal is as large', () => {
  const same = Array.from({ length: 20 }, () => 10);
  assert.equal(chanceBetween(same, same), 1);
});
