import type { OperationRow } from './operation-table.ts';

/** Calls from one service to another service or to a peer that is not traced. */
export interface Dependency {
  readonly caller: string;
  readonly callee: string;
  readonly calls: number;
  readonly perSecond: number;
  /** As the caller sees it, milliseconds; the p95 is the largest of its operations'. */
  readonly meanMs: number;
  readonly p95Ms: number;
  readonly errorRate: number;
}

/** Who calls whom, from the client spans' rows. The busiest first. */
export function dependencyGraph(rows: readonly OperationRow[], windowMs: number): readonly Dependency[] {
  const edges = new Map<string, OperationRow[]>();
  for (const row of rows) {
    if (row.kind !== 'client' || row.peer === '') continue;
    const id = `${row.service}\u0000${row.peer}`;
    const known = edges.get(id);
    if (known) known.push(row);
    else edges.set(id, [row]);
  }
  return [...edges.values()]
    .map(parts => {
      const [first] = parts as [OperationRow];
      const calls = parts.reduce((sum, row) => sum + row.count, 0);
      return {
        caller: first.service,
        callee: first.peer,
        calls,
        perSecond: windowMs > 0 ? (calls * 1000) / windowMs : 0,
        meanMs: parts.reduce((sum, row) => sum + row.meanMs * row.count, 0) / calls,
        p95Ms: Math.max(...parts.map(row => row.p95Ms)),
        errorRate: parts.reduce((sum, row) => sum + row.errorRate * row.count, 0) / calls,
      };
    })
    .sort((a, b) => b.calls - a.calls || (a.caller + a.callee < b.caller + b.callee ? -1 : 1));
}
