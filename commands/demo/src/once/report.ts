import type { MemoryUse } from '@spanshop/local/processes';
import { textTable } from '@spanshop/terminal';
import type { Check } from './checks.ts';

/** The checks as a list. */
export function checkList(checks: readonly Check[]): string {
  return checks.map(({ passed, sentence }) => `  ${passed ? '✓' : '✗'} ${sentence}`).join('\n');
}

/** Memory by process, largest first, and the sum. */
export function memoryTable({ measure, processes }: MemoryUse): string {
  const sum = processes.reduce((total, { mebibytes }) => total + mebibytes, 0);
  const rows = [...processes.toSorted((a, b) => b.mebibytes - a.mebibytes), { name: 'sum', mebibytes: sum }];
  const cells = rows.map(({ name, mebibytes }) => [`  ${name}`, `${mebibytes.toFixed(0)} MiB`]);
  return `Memory (${measure}):\n${textTable(cells, column => column === 1)}`;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
