import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageReport } from '../src/coverage-report.ts';

const coverage = (file: string, lineCount: number, unreached: readonly number[]) =>
  ({ kind: 'coverage', file: `/shop/${file}`, lineCount, unreached }) as const;
const report = (...lines: ReturnType<typeof coverage>[]) =>
  coverageReport(lines, file => file.replace('/shop/', ''))
    .trim()
    .split('\n')
    .map(line => line.trim().split(/ {2,}/));

test('when groups of tests reach different lines of a file, then a line is reached if one of them did', () => {
  const [, folder, all, , , file] = report(
    coverage('services/orders/src/app.ts', 40, [3, 4, 5, 9, 12]),
    coverage('services/orders/src/app.ts', 40, [4, 5, 9, 30]),
  );
  assert.deepEqual(folder, ['services/orders', '1', '40', '3', '92.5 %']);
  assert.deepEqual(all, ['all', '1', '40', '3', '92.5 %']);
  assert.deepEqual(file, ['services/orders/src/app.ts', '40', '3', '92.5 %', '4-5, 9']);
});

test('when every line is reached, then no file is named', () => {
  assert.deepEqual(report(coverage('shared/src/a.ts', 10, []), coverage('shared/src/b.ts', 30, [])), [
    ['folder', 'files', 'lines', 'unreached', 'reached'],
    ['shared', '2', '40', '0', '100.0 %'],
    ['all', '2', '40', '0', '100.0 %'],
  ]);
});
