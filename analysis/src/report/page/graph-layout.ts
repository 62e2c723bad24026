import type { Dependency } from '../../aggregates/index.ts';

export interface PlacedNode {
  readonly name: string;
  readonly column: number;
  readonly row: number;
}

/**
 * Puts services into columns by how many calls they are away from where requests come in. A service that calls back does not
 * move: each is placed the first time it is met.
 *
 *     web -> booking -> pricing        columns 0, 1, 2
 *         -> events     seats          rows in the order in which they are met
 */
export function placeNodes(edges: readonly Pick<Dependency, 'caller' | 'callee'>[]): readonly PlacedNode[] {
  const callees = new Set(edges.map(edge => edge.callee));
  const callers = new Set(edges.map(edge => edge.caller));
  const entered = [...callers].filter(name => !callees.has(name)).sort();
  const placed = new Map<string, PlacedNode>();
  const rows: number[] = [];
  const place = (name: string, column: number) => {
    const row = rows[column] ?? 0;
    rows[column] = row + 1;
    placed.set(name, { name, column, row });
  };
  // When everything is called by something (a circle), the busiest caller comes first.
  for (const name of entered.length > 0 ? entered : [...callers].slice(0, 1)) place(name, 0);
  for (const node of placed.values()) {
    for (const { caller, callee } of edges) {
      if (caller === node.name && !placed.has(callee)) place(callee, node.column + 1);
    }
  }
  for (const name of [...callers, ...callees]) if (!placed.has(name)) place(name, 0);
  return [...placed.values()];
}
