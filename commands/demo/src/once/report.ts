import type { Check } from './checks.ts';
import type { MemoryUse } from './memory.ts';

/** The checks as a list. */
export function checkList(checks: readonly Check[]): string {
  return checks.map(({ passed, sentence }) => `  ${passed ? '✓' : '✗'} ${sentence}`).join('\n');
}

/** Memory by process, largest first, and the sum. */
export function memoryTable({ measure, processes }: MemoryUse): string {
  const sum = processes.reduce((total, { mebibytes }) => total + mebibytes, 0);
  const row = (name: string, mebibytes: number) => `  ${name.padEnd(14)}${mebibytes.toFixed(0).padStart(6)} MiB`;
  const rows = processes
    .toSorted((a, b) => b.mebibytes - a.mebibytes)
    .map(({ name, mebibytes }) => row(name, mebibytes));
  return [`Memory (${measure}):`, ...rows, row('sum', sum)].join('\n');
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
