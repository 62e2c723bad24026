import type { Skipped } from '@spanshop/analysis/readers';
import { printable } from '@spanshop/terminal';

/** What a reader left out, one line for each reason; empty when nothing was. */
export function skippedText(skipped: readonly Skipped[]): string {
  if (skipped.length === 0) return '';
  const lines = skipped.map(
    ({ reason, count, example }) => `  ${count} times: ${reason} (for example ${printable(example)})`,
  );
  return ['Skipped:', ...lines, ''].join('\n');
}
