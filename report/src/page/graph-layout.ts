import type { Dependency } from '@spanshop/analysis/aggregates';

export interface PlacedNode {
  readonly name: string;
  readonly column: number;
  readonly row: number;
}

type Edge = Pick<Dependency, 'caller' | 'callee'>;

/**
 * Puts services into columns: each stands to the right of all that call it, so that what everybody uses is on the right. A
 * call that closes a circle moves nobody.
 *
 *     web -> booking -> pricing -> database        columns 0, 1, 2, 3
 *         -> events -------------->                rows in the order in which services are met
 */
export function placeNodes(edges: readonly Edge[]): readonly PlacedNode[] {
  const callees = new Map<string, string[]>();
  for (const { caller, callee } of edges) callees.set(caller, [...(callees.get(caller) ?? []), callee]);
  const called = new Set(edges.map(edge => edge.callee));
  const entered = [...callees.keys()].filter(name => !called.has(name)).sort();
  // Circles that nobody enters come after, with their busiest caller first.
  const { order, forward } = walk([...entered.toReversed(), ...callees.keys()], callees);

  const columns = new Map(order.map(name => [name, 0]));
  for (const caller of order) {
    for (const callee of forward.get(caller) ?? []) {
      columns.set(callee, Math.max(columns.get(callee) ?? 0, (columns.get(caller) ?? 0) + 1));
    }
  }
  const rows: number[] = [];
  return order.map(name => {
    const column = columns.get(name) ?? 0;
    const row = rows[column] ?? 0;
    rows[column] = row + 1;
    return { name, column, row };
  });
}

/** Callers before callees (the reverse of the order in which a depth-first walk leaves them), and the calls that go forward. */
function walk(starts: readonly string[], callees: ReadonlyMap<string, readonly string[]>) {
  const left: string[] = [];
  const state = new Map<string, 'open' | 'left'>();
  const forward = new Map<string, string[]>();
  const stack: { readonly name: string; next: number }[] = [];
  const enter = (name: string) => {
    state.set(name, 'open');
    stack.push({ name, next: 0 });
  };
  for (const start of starts) {
    if (!state.has(start)) enter(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { name } = top;
      const callee = callees.get(name)?.toReversed()[top.next++];
      if (callee === undefined) {
        state.set(name, 'left');
        left.push(name);
        stack.pop();
      } else if (state.get(callee) !== 'open') {
        forward.set(name, [...(forward.get(name) ?? []), callee]);
        if (!state.has(callee)) enter(callee);
      }
    }
  }
  return { order: left.reverse(), forward };
}
