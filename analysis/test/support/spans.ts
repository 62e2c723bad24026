import { createTrace, noAttributes, type Span, type SpanKind, type Trace, traceIdFrom } from '../../src/model/index.ts';

const nanoPerMs = 1_000_000;
const spanNotation =
  /^(?<name>\w+)(?: (?<kind>\w+))?(?: @(?<service>[\w-]+))? ?(?:<(?<parent>\w+))? ?\[(?<start>-?[\d.]+),(?<end>-?[\d.]+)\]$/;

export const epochUnixNano = 1_790_000_000_000_000_000n;

/** A span with everything in its place, changed where the test says. */
export function span(changes: Partial<Span> & { readonly name: string }): Span {
  const service = changes.service ?? 'one';
  return {
    traceId: traceId(1),
    spanId: changes.name,
    parentId: undefined,
    parentIsRemote: undefined,
    kind: 'internal',
    service,
    resource: { service, attributes: { 'service.name': service } },
    scope: { name: 'test', version: '1' },
    startNano: 0,
    endNano: 100 * nanoPerMs,
    attributes: noAttributes,
    events: [],
    links: [],
    traceFlags: 1,
    status: 'unset',
    statusMessage: '',
    ...changes,
  };
}

/** Spans from `A[0,100]; B client @shop <A [10,30]`: name, kind, service, parent, milliseconds. The id is the name. */
export function spansOf(notation: string): Span[] {
  return notation.split(';').map(text => {
    const match = spanNotation.exec(text.trim());
    if (!match?.groups) throw new Error(`not a span: ${text}`);
    const { name, kind, service, parent, start, end } = match.groups;
    return span({
      name: name as string,
      kind: (kind ?? 'internal') as SpanKind,
      service: service ?? 'one',
      resource: { service: service ?? 'one', attributes: {} },
      parentId: parent,
      startNano: Math.round(Number(start) * nanoPerMs),
      endNano: Math.round(Number(end) * nanoPerMs),
    });
  });
}

export function traceOf(notation: string): Trace {
  return traceFrom(spansOf(notation));
}

export function traceFrom(spans: readonly Span[]): Trace {
  return createTrace(spans[0]?.traceId ?? traceId(1), epochUnixNano, spans);
}

/** The same trace with one span changed. */
export function withSpan(trace: Trace, name: string, changes: Partial<Span>): Trace {
  return traceFrom(trace.spans.map(each => (each.name === name ? { ...each, ...changes } : each)));
}

export function traceId(number: number): string {
  return traceIdFrom(number.toString(16)) as string;
}
