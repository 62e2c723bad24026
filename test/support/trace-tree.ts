import { childrenOf, type Span, type Trace, topmostSpans } from '@spanshop/analysis/model';

/**
 * A trace as indented text, a line for each span: service, kind, name and the attributes that tell something, without what
 * differs from run to run: ids, times, and when a pool opens one more connection. Siblings are in the order of their starts.
 */
export function traceTree(trace: Trace): string {
  const lines: string[] = [];
  const walk = (position: number, depth: number) => {
    const span = trace.spans[position] as Span;
    if (span.name === 'pg.connect') return;
    lines.push(`${'  '.repeat(depth)}${span.service} ${span.kind.toUpperCase()} ${span.name}${attributesOf(span)}`);
    for (const child of childrenOf(trace.tree, position)) walk(child, depth + 1);
  };
  for (const { position } of topmostSpans(trace)) walk(position, 0);
  return lines.join('\n');
}

/** Attributes with a value that is the same in every run, by a short name. */
const shown: readonly (readonly [attribute: string, short: string])[] = [
  ['http.response.status_code', ''],
  ['http.route', 'route'],
  ['service.peer.name', 'to'],
  ['db.collection.name', 'table'],
  ['db.response.returned_rows', 'rows'],
  ['messaging.destination.name', 'queue'],
  ['shop.message.redelivery_count', 'redelivered'],
  ['shop.saga.step', 'step'],
  ['shop.saga.version', 'version'],
  ['shop.order.status', 'order'],
  ['shop.order.total_minor', 'total'],
  ['shop.risk.score', 'score'],
  ['shop.risk.decision', 'decision'],
  ['shop.refusal.code', 'refused'],
  ['error.type', 'error'],
];

function attributesOf({ attributes }: Span): string {
  const parts = shown.flatMap(([name, short]) => {
    const value = attributes[name];
    return value === undefined ? [] : [short ? `${short}=${value}` : String(value)];
  });
  return parts.length > 0 ? ` [${parts.join(', ')}]` : '';
}
