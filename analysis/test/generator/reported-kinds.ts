import { createTrace, noAttributes, type Span, type Trace } from '../../src/model/index.ts';

/**
 * What an exporter or a converter leaves of the kinds of spans.
 * - `kept`: all of them.
 * - `unspecified`: none, as of old Jaeger clients and many converters.
 * - `internal`: all say INTERNAL.
 * - `bare`: none, and no attributes either, as in a table of spans with a column for service, name, start and duration.
 * - `servers-only`: callers have no spans of their calls, so that SERVER stands under SERVER.
 */
export type ReportedKinds = 'kept' | 'unspecified' | 'internal' | 'bare' | 'servers-only';

/** The trace as it would have arrived; the one that was given is left as it is. */
export function asReported(trace: Trace, kinds: ReportedKinds): Trace {
  return createTrace(trace.traceId, trace.epochUnixNano, spansAs(trace, kinds));
}

function spansAs({ spans, tree }: Trace, kinds: ReportedKinds): readonly Span[] {
  switch (kinds) {
    case 'kept':
      return spans;
    case 'unspecified':
    case 'internal':
      return spans.map(span => ({ ...span, kind: kinds }));
    case 'bare':
      return spans.map(span => ({ ...span, kind: 'unspecified', attributes: noAttributes }));
    case 'servers-only': {
      const clientOf = (span: Span, position: number): Span | undefined => {
        const parent = spans[tree.parents[position] as number];
        return span.kind === 'server' && parent?.kind === 'client' ? parent : undefined;
      };
      const taken = new Set(spans.map((span, position) => clientOf(span, position)));
      return spans.flatMap((span, position) => {
        if (taken.has(span)) return [];
        const client = clientOf(span, position);
        return client ? [{ ...span, parentId: client.parentId }] : [span];
      });
    }
  }
}
