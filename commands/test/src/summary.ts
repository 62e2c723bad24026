import type { OutcomeLine } from './outcome-reporter.ts';

/** What was skipped and why, what failed, and the totals in a last line: `412 passed, 0 failed, 3 skipped in 84 s`. */
export function summarize(lines: readonly OutcomeLine[], tookMs: number, relative: (file: string) => string): string {
  const text: string[] = [];
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const line of lines) {
    if (line.kind !== 'totals') continue;
    for (const key of ['passed', 'failed', 'skipped'] as const) totals[key] += line[key];
  }
  const skipped = lines.filter(line => line.kind === 'skipped');
  if (skipped.length > 0)
    text.push('', 'Skipped:', ...skipped.map(({ name, file, why }) => `  ${relative(file)}: ${name}: ${why}`));
  const failed = lines.filter(line => line.kind === 'failed');
  if (failed.length > 0) text.push('', 'Failed:', ...failed.map(({ name, file }) => `  ${relative(file)}: ${name}`));
  text.push(
    '',
    `${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped in ${Math.round(tookMs / 1_000)} s`,
  );
  return text.join('\n');
}
