import { breadthOf, isElsewhere, operationOf, type Span, type Trace } from '../model/index.ts';
import type { UnitOfWork } from './units-of-work.ts';

const mostSteps = 8;

/** What requests that came in by one name do next. */
export interface NextSteps {
  /** What the name says: see `breadthOf`. */
  readonly breadth: 'anything' | 'no route';
  readonly steps: readonly string[];
}

interface Step {
  readonly name: string;
  readonly startNano: number;
  readonly endNano: number;
}

/**
 * What a request does next, when the name of its root does not say what is asked for: the routes below, in the order in which
 * they are first called; through names that do not say it either, as deep as it takes. Where a root that stands for anything
 * calls no other service, what its own spans are called. Those that begin while another runs stand by name: which of them starts first is chance.
 * Undefined for a root that names a route, and for messages.
 *
 *     door GET /*      |-------------------|
 *     users GET /*       |---|                  says nothing: the next one counts
 *     roles GET /roles     |-|                  1
 *     carts GET /carts          |-----|         2
 */
export function nextSteps(trace: Trace, unit: UnitOfWork): NextSteps | undefined {
  const root = trace.spans[unit.root] as Span;
  const breadth = breadthOf(operationOf(root));
  if (root.kind === 'consumer' || breadth === 'route') return undefined;
  const [routes, own]: [Step[], Step[]] = [[], []];
  const within = new Set([unit.root]);
  // By position, which is the order of their start.
  for (const position of [...unit.positions].sort((a, b) => a - b)) {
    const parent = trace.tree.parents[position] as number;
    if (position === unit.root || !within.has(parent)) continue;
    const span = trace.spans[position] as Span;
    const isEntry = isElsewhere(trace.spans[parent] as Span, span);
    const operation = operationOf(span);
    const { startNano, endNano } = span;
    if (isEntry && breadthOf(operation) !== 'anything') {
      routes.push({ name: `${span.service} ${operation}`, startNano, endNano });
      continue;
    }
    within.add(position);
    if (!isEntry && breadthOf(operation) !== 'anything') own.push({ name: operation, startNano, endNano });
  }
  return { breadth, steps: namesInOrder(routes.length > 0 || breadth === 'no route' ? routes : own) };
}

function namesInOrder(steps: readonly Step[]): readonly string[] {
  const groups: { names: string[]; endNano: number }[] = [];
  for (const { name, startNano, endNano } of steps) {
    const last = groups.at(-1);
    if (last && startNano < last.endNano) last.names.push(name);
    else groups.push({ names: [name], endNano });
  }
  return [...new Set(groups.flatMap(({ names }) => names.sort()))].slice(0, mostSteps);
}
