/** Spans of tests as OTLP JSON: what is not said has an ordinary value. */
export interface GivenSpan {
  id: number;
  parent?: number;
  service?: string;
  name?: string;
  /** As OTLP numbers it: 1 internal, 2 server, 3 client, 4 producer, 5 consumer. Default 1. */
  kind?: number;
  /** Milliseconds after the trace's start. */
  from: number;
  to: number;
  attributes?: Readonly<Record<string, string | number>>;
  events?: readonly { name: string; at: number; attributes?: Readonly<Record<string, string | number>> }[];
  links?: readonly { traceId: string; id: number }[];
  isError?: boolean;
}

export function traceIdOf(number: number): string {
  return number.toString(16).padStart(32, '0');
}

export function spanIdOf(number: number): string {
  return number.toString(16).padStart(16, '0');
}

export function otlpTrace(traceId: string, startUnixMs: number, spans: readonly GivenSpan[]): object {
  const nano = (ms: number) => String(BigInt(Math.round((startUnixMs + ms) * 1_000)) * 1_000n);
  const byService = Map.groupBy(spans, ({ service = 'shop' }) => service);
  return {
    resourceSpans: [...byService].map(([service, group]) => ({
      resource: { attributes: otlpAttributes({ 'service.name': service }) },
      scopeSpans: [
        {
          scope: { name: 'test', version: '1' },
          spans: group.map(span => ({
            traceId,
            spanId: spanIdOf(span.id),
            ...(span.parent === undefined ? {} : { parentSpanId: spanIdOf(span.parent) }),
            name: span.name ?? `span ${span.id}`,
            kind: span.kind ?? 1,
            startTimeUnixNano: nano(span.from),
            endTimeUnixNano: nano(span.to),
            attributes: otlpAttributes(span.attributes ?? {}),
            events: (span.events ?? []).map(({ name, at, attributes }) => ({
              name,
              timeUnixNano: nano(at),
              attributes: otlpAttributes(attributes ?? {}),
            })),
            links: (span.links ?? []).map(link => ({ traceId: link.traceId, spanId: spanIdOf(link.id) })),
            status: span.isError ? { code: 2, message: 'it failed' } : {},
          })),
        },
      ],
    })),
  };
}

function otlpAttributes(attributes: Readonly<Record<string, string | number>>): object[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
  }));
}
