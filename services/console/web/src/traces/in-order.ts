import type { TraceSummary } from '../../../src/contract.ts';

export type Order = 'newest' | 'slowest';

export function inOrder(traces: readonly TraceSummary[], order: Order): readonly TraceSummary[] {
  if (order === 'newest') return traces;
  return traces.toSorted((a, b) => b.durationMs - a.durationMs);
}
