import type { Attributes } from './attributes.ts';

export type SpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';
export type StatusCode = 'unset' | 'ok' | 'error';

export interface Scope {
  readonly name: string;
  readonly version: string;
}

/** What one process says of itself; shared by all of its spans. */
export interface Resource {
  /** `service.name`, or `unknown_service` when nobody said. */
  readonly service: string;
  readonly attributes: Attributes;
}

export interface SpanEvent {
  readonly name: string;
  /** Nanoseconds after the trace's epoch. */
  readonly timeNano: number;
  readonly attributes: Attributes;
}

export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: Attributes;
}

/**
 * One span, whatever format it came from. Times are whole nanoseconds after the trace's epoch: exact integers up to
 * 104 days, so sums over a partition are exact too. A span may end before it starts or outlive its parent; the model
 * keeps what was reported and leaves the judgement to its readers.
 */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined for a span that names no parent. The parent may be absent from the trace. */
  readonly parentId: string | undefined;
  /** Undefined when the exporter did not say (OTLP flags without bit 8, Jaeger's and Zipkin's own formats). */
  readonly parentIsRemote: boolean | undefined;
  readonly kind: SpanKind;
  readonly name: string;
  readonly service: string;
  readonly resource: Resource;
  readonly scope: Scope;
  readonly startNano: number;
  readonly endNano: number;
  readonly attributes: Attributes;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  /** W3C trace flags, 0 to 255. */
  readonly traceFlags: number;
  readonly status: StatusCode;
  readonly statusMessage: string;
  /** True for a span whose parent did not wait for it and said so: OpenTracing's FOLLOWS_FROM. */
  readonly followsFrom?: true;
}

export const unknownService = 'unknown_service';
