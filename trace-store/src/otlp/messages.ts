import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';

/** A 64-bit integer as protobufjs gives and takes it: two signed halves. */
export interface Int64 {
  low: number;
  high: number;
  unsigned: boolean;
}

export interface AnyValue {
  value?: 'stringValue' | 'boolValue' | 'intValue' | 'doubleValue' | 'arrayValue' | 'kvlistValue' | 'bytesValue';
  stringValue?: string;
  boolValue?: boolean;
  intValue?: Int64;
  doubleValue?: number;
  arrayValue?: { values: AnyValue[] };
  kvlistValue?: { values: KeyValue[] };
  bytesValue?: Uint8Array;
}
export interface KeyValue {
  key: string;
  value: AnyValue | null;
}
export interface Resource {
  attributes: KeyValue[];
  droppedAttributesCount: number;
}
export interface InstrumentationScope extends Resource {
  name: string;
  version: string;
}
export interface SpanEvent extends Resource {
  timeUnixNano: Int64;
  name: string;
}
export interface SpanLink extends Resource {
  traceId: Uint8Array;
  spanId: Uint8Array;
  traceState: string;
  flags: number;
}
export interface SpanHeader {
  traceId: Uint8Array;
  spanId: Uint8Array;
  parentSpanId: Uint8Array;
  name: string;
  kind: number;
  startTimeUnixNano: Int64;
  endTimeUnixNano: Int64;
  links: { traceId: Uint8Array; spanId: Uint8Array }[];
}
export interface Span extends Omit<SpanHeader, 'links'>, Resource {
  traceState: string;
  events: SpanEvent[];
  droppedEventsCount: number;
  links: SpanLink[];
  droppedLinksCount: number;
  status: { message: string; code: number } | null;
  flags: number;
}
export interface SpanSummary {
  parentSpanId: Uint8Array;
  status: { message: string; code: number } | null;
}
export interface ScopeSpans {
  scope: Uint8Array;
  spans: Uint8Array[];
  schemaUrl: string;
}
export interface ResourceSpans {
  resource: Uint8Array;
  scopeSpans: ScopeSpans[];
  schemaUrl: string;
}
export interface ExportRequest {
  resourceSpans: ResourceSpans[];
}
export interface ExportResponse {
  partialSuccess?: { rejectedSpans: number; errorMessage: string };
}
export interface RpcStatus {
  code: number;
  message: string;
}

/** One message type: `encode` takes fields that are left out as their defaults, `decode` gives every field a value. */
export interface Codec<T> {
  /** The descriptor, for those who walk the wire format themselves. */
  type: protobuf.Type;
  encode(message: Partial<T>): Uint8Array;
  /** @throws when the bytes are cut off, nested too deeply or not protobuf. */
  decode(bytes: Uint8Array): T;
}

const source = readFileSync(new URL('./otlp.proto', import.meta.url), 'utf8');
const root = protobuf.parse(source).root.resolveAll();

export const exportRequest = codec<ExportRequest>('ExportTraceServiceRequest');
export const exportResponse = codec<ExportResponse>('ExportTraceServiceResponse');
export const resource = codec<Resource>('Resource');
export const scope = codec<InstrumentationScope>('InstrumentationScope');
export const span = codec<Span>('Span');
export const spanHeader = codec<SpanHeader>('SpanHeader');
export const spanSummary = codec<SpanSummary>('SpanSummary');
export const rpcStatus = codec<RpcStatus>('RpcStatus');

function codec<T>(name: string): Codec<T> {
  const type = root.lookupType(name);
  return {
    type,
    encode: message => type.encode(message).finish(),
    decode: bytes => type.decode(bytes) as unknown as T,
  };
}
