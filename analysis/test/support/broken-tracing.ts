import { type AttributeValue, createTrace, type Span, type Trace } from '../../src/model/index.ts';

/** Ways to break what was traced, as it breaks at work; the traces that are given stay as they are. */

type Picks = (span: Span, trace: Trace) => boolean;

/** The spans that are picked, and all below them, begin traces of their own. */
export function detached(traces: readonly Trace[], picks: Picks): Trace[] {
  return traces.flatMap((trace, index) => {
    const tops = trace.spans.filter(span => picks(span, trace));
    const own = tops.map((top, number) => {
      const traceId = `${index.toString(16)}${number.toString(16)}`.padStart(32, 'd');
      const below = belowOf(trace, top).map(span => ({ ...span, traceId }));
      return createTrace(traceId, trace.epochUnixNano, [{ ...top, traceId, parentId: undefined }, ...below]);
    });
    return [without(trace, picks), ...own];
  });
}

/** A trace as if the spans that are picked, and all below them, had never been recorded. */
export function without(trace: Trace, picks: Picks): Trace {
  const gone = new Set(trace.spans.filter(span => picks(span, trace)).flatMap(top => [top, ...belowOf(trace, top)]));
  return rebuilt(
    trace,
    trace.spans.filter(span => !gone.has(span)),
  );
}

/** A trace as if the spans that are picked had been made and never exported. */
export function notExported(trace: Trace, picks: Picks): Trace {
  return rebuilt(
    trace,
    trace.spans.filter(span => !picks(span, trace)),
  );
}

/** The spans that are picked have another around them that says the same. */
export function doubled(trace: Trace, picks: Picks): Trace {
  const spans = trace.spans.flatMap(span => {
    if (!picks(span, trace)) return [span];
    const outer = { ...span, spanId: `${span.spanId}x`, startNano: span.startNano - 1_000 };
    return [outer, { ...span, parentId: outer.spanId }];
  });
  return rebuilt(trace, spans);
}

/** What is picked of every second trace, with all below it, hangs in the trace before that one. */
export function inWrongTrace(traces: readonly Trace[], picks: Picks): Trace[] {
  const result = [...traces];
  for (let index = 1; index < traces.length; index += 2) {
    const [before, trace] = [traces[index - 1] as Trace, traces[index] as Trace];
    const top = trace.spans.find(span => picks(span, trace));
    const place = before.spans.find(span => picks(span, before));
    if (!top || !place) continue;
    const shiftNano = place.startNano - top.startNano;
    const moved = [{ ...top, parentId: place.parentId }, ...belowOf(trace, top)].map(span => ({
      ...span,
      traceId: before.traceId,
      startNano: span.startNano + shiftNano,
      endNano: span.endNano + shiftNano,
    }));
    result[index - 1] = rebuilt(before, [...before.spans, ...moved]);
    result[index] = without(trace, span => span === top);
  }
  return result;
}

/** A trace whose picked spans have an attribute on top. */
export function withAttribute(trace: Trace, key: string, value: AttributeValue, picks: Picks = () => true): Trace {
  const spans = trace.spans.map(span =>
    picks(span, trace) ? { ...span, attributes: { ...span.attributes, [key]: value } } : span,
  );
  return rebuilt(trace, spans);
}

export function belowOf(trace: Trace, top: Span): Span[] {
  const ids = new Set([top.spanId]);
  for (let size = 0; size !== ids.size; ) {
    size = ids.size;
    for (const { spanId, parentId } of trace.spans) if (parentId !== undefined && ids.has(parentId)) ids.add(spanId);
  }
  return trace.spans.filter(span => span !== top && ids.has(span.spanId));
}

function rebuilt({ traceId, epochUnixNano }: Trace, spans: readonly Span[]): Trace {
  return createTrace(traceId, epochUnixNano, spans);
}
