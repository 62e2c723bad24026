/** What the spans of one ScopeSpans share. The bytes are encoded OTLP messages. */
export interface SpanOrigin {
  serviceName: string;
  resource: Uint8Array;
  resourceSchemaUrl: string;
  scope: Uint8Array;
  scopeSchemaUrl: string;
}

/** A span on its way into the store. Ids are lower-case hex, times nanoseconds since 1970. */
export interface IncomingSpan {
  traceId: string;
  spanId: string;
  name: string;
  /** OTLP's number: 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  kind: number;
  startUnixNano: bigint;
  endUnixNano: bigint;
  origin: SpanOrigin;
  /** The whole span as OTLP protobuf, in memory of its own. */
  bytes: Uint8Array;
  /** What the span counts for in the byte bound: its bytes and its share of its origin's. */
  chargedBytes: number;
}

/** One operation of one service, shared by all spans that have it. */
export interface Operation {
  readonly serviceName: string;
  readonly name: string;
  readonly kind: number;
}

/** A span in the store. */
export interface StoredSpan extends Pick<IncomingSpan, 'startUnixNano' | 'endUnixNano' | 'origin' | 'bytes'> {
  operation: Operation;
}

/** A trace in the store: its spans by span id, in the order of their arrival. */
export interface StoredTrace {
  readonly traceId: string;
  readonly spans: Map<string, StoredSpan>;
  chargedBytes: number;
}
