import type { Attributes } from './attributes.ts';
import type { Resource, Scope, Span, SpanKind, SpanLink, StatusCode } from './span.ts';
import { createTrace, type Trace } from './trace.ts';
import { nanoSince, type UnixTime } from './unix-time.ts';

/** A span as a reader hands it over: everything converted except for times, which need the trace's epoch. */
export interface ReportedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly parentIsRemote: boolean | undefined;
  readonly kind: SpanKind;
  readonly name: string;
  readonly resource: Resource;
  readonly scope: Scope;
  readonly start: UnixTime;
  readonly end: UnixTime;
  readonly attributes: Attributes;
  readonly events: readonly ReportedEvent[];
  readonly links: readonly SpanLink[];
  readonly traceFlags: number;
  readonly status: StatusCode;
  readonly statusMessage: string;
  readonly followsFrom?: true;
  /** Of formats in which several spans may share one id: the address that tells them apart; may be empty. */
  readonly address?: string;
}

export interface ReportedEvent {
  readonly name: string;
  readonly time: UnixTime;
  readonly attributes: Attributes;
}

/** Puts the spans of one trace (at least one) on a common clock that starts with the earliest span's whole second. */
export function traceFromReported(traceId: string, reported: readonly ReportedSpan[]): Trace {
  let epochSecond = Number.POSITIVE_INFINITY;
  for (const span of reported) epochSecond = Math.min(epochSecond, span.start.second);
  const spans = reported.map(span => onClock(span, epochSecond));
  return createTrace(traceId, BigInt(epochSecond) * 1_000_000_000n, spans);
}

function onClock(span: ReportedSpan, epochSecond: number): Span {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentId: span.parentId,
    parentIsRemote: span.parentIsRemote,
    kind: span.kind,
    name: span.name,
    service: span.resource.service,
    resource: span.resource,
    scope: span.scope,
    startNano: nanoSince(epochSecond, span.start),
    endNano: nanoSince(epochSecond, span.end),
    attributes: span.attributes,
    events:
      span.events.length === 0
        ? noEvents
        : span.events.map(event => ({
            name: event.name,
            timeNano: nanoSince(epochSecond, event.time),
            attributes: event.attributes,
          })),
    links: span.links,
    traceFlags: span.traceFlags,
    status: span.status,
    statusMessage: span.statusMessage,
    ...(span.followsFrom && { followsFrom: true }),
  };
}

const noEvents: readonly never[] = Object.freeze([]);
