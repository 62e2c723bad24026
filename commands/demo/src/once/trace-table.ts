import {
  type Attributes,
  childrenOf,
  durationNano,
  type Span,
  type Trace,
  textOf,
  topmostSpans,
} from '@spanshop/analysis/model';
import { textTable } from '@spanshop/terminal';
import { shopBaggage } from './checks.ts';

/** The trace as a tree in aligned columns, a line for each span, children in the order of their starts. */
export function traceTable(trace: Trace): string {
  const header = ['start', 'took', 'service', 'span', 'kind', 'baggage', 'what matters'];
  const zero = trace.spans[0]?.startNano ?? 0;
  const rows = treeRows(trace).map(({ span, tree }) => [
    milliseconds(span.startNano - zero),
    milliseconds(durationNano(span)),
    span.service,
    tree + span.name,
    span.kind.toUpperCase(),
    shopBaggage.map(name => textOf(span.attributes, name) ?? '-').join(' '),
    whatMatters(span),
  ]);
  return textTable([header, ...rows], column => column < 2);
}

interface Row {
  span: Span;
  /** The lines that lead to the span. */
  tree: string;
}

/** Depth first, with a stack of our own: a trace may be deep. */
function treeRows(trace: Trace): Row[] {
  const rows: Row[] = [];
  const stack = topmostSpans(trace)
    .map(({ position }) => ({ position, tree: '', below: '' }))
    .reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { position, tree, below } = next;
    rows.push({ span: trace.spans[position] as Span, tree });
    const children = [...childrenOf(trace.tree, position)];
    for (const [index, child] of children.entries().toArray().reverse()) {
      const isLast = index === children.length - 1;
      stack.push({
        position: child,
        tree: `${below}${isLast ? '└ ' : '├ '}`,
        below: `${below}${isLast ? '  ' : '│ '}`,
      });
    }
  }
  return rows;
}

function milliseconds(nano: number): string {
  return `${(nano / 1e6).toFixed(1)} ms`;
}

/** Attributes worth a look, by the short name that they get here. */
const telling: readonly (readonly [attribute: string, short: string])[] = [
  ['http.response.status_code', ''],
  ['service.peer.name', 'to'],
  ['db.response.returned_rows', 'rows'],
  ['messaging.destination.name', 'queue'],
  ['shop.message.queue_time_ms', 'queued ms'],
  ['shop.order.id', 'order'],
  ['shop.order.status', 'status'],
  ['shop.order.total_minor', 'total'],
  ['shop.saga.step', 'step'],
  ['shop.risk.rule', 'rule'],
  ['shop.risk.score', 'score'],
  ['shop.risk.decision', 'decision'],
  ['shop.cache.hit', 'cache hit'],
  ['user.id', 'user'],
  ['shop.refusal.code', 'refused'],
  ['error.type', 'error'],
];

function whatMatters({ attributes, status, statusMessage }: Span): string {
  const shown = telling.flatMap(([attribute, short]) => {
    const value = shortValue(attributes, attribute);
    if (value === undefined) return [];
    return [short ? `${short}=${value}` : value];
  });
  return [...shown, ...(status === 'error' ? [`ERROR ${statusMessage}`] : [])].join(' ');
}

function shortValue(attributes: Attributes, attribute: string): string | undefined {
  const value = textOf(attributes, attribute);
  return attribute === 'shop.order.id' && value ? `…${value.slice(-6)}` : value;
}
