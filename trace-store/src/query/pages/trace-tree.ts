import * as messages from '../../otlp/messages.ts';
import type { StoredTrace } from '../../store/types.ts';

/** One span as a page shows it. */
export interface TraceRow {
  readonly depth: number;
  readonly service: string;
  readonly name: string;
  readonly startUnixNano: bigint;
  readonly endUnixNano: bigint;
  readonly isError: boolean;
}

interface Node extends Omit<TraceRow, 'depth'> {
  readonly spanId: string;
  readonly parentId: string;
}

/** The spans of a trace, each below its parent, siblings by start; spans on a circle of parents come last. No recursion. */
export function traceRows(trace: StoredTrace): readonly TraceRow[] {
  const nodes = [...trace.spans].map(([spanId, { operation, bytes, startUnixNano, endUnixNano }]): Node => {
    const { parentSpanId, status } = messages.spanSummary.decode(bytes);
    const parentId = Buffer.from(parentSpanId).toString('hex');
    const { serviceName: service, name } = operation;
    return { spanId, parentId, service, name, startUnixNano, endUnixNano, isError: status?.code === 2 };
  });
  const children = Map.groupBy(nodes, ({ parentId }) => (trace.spans.has(parentId) ? parentId : ''));
  for (const siblings of children.values()) siblings.sort(latestFirst);
  const rows: TraceRow[] = [];
  const shown = new Set<Node>();
  const stack = (children.get('') ?? []).map(node => ({ node, depth: 0 }));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, depth } = next;
    rows.push({ ...node, depth });
    shown.add(node);
    for (const child of children.get(node.spanId) ?? []) stack.push({ node: child, depth: depth + 1 });
  }
  return [...rows, ...nodes.filter(node => !shown.has(node)).map(node => ({ ...node, depth: 0 }))];
}

function latestFirst(a: Node, b: Node): number {
  if (a.startUnixNano === b.startUnixNano) return a.spanId < b.spanId ? 1 : -1;
  return a.startUnixNano < b.startUnixNano ? 1 : -1;
}
