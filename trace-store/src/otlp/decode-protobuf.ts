import { AppError } from '@spanshop/shared/errors';
import { invalid } from '../http/refusals.ts';
import type { IncomingSpan, SpanOrigin } from '../store/types.ts';
import { toUnsigned } from './int64.ts';
import * as messages from './messages.ts';
import { assertWellFormed } from './well-formed.ts';

/**
 * The spans of an ExportTraceServiceRequest. Only what the store needs on arrival is decoded; the rest is proved to be
 * decodable and stays as bytes, copied out of the request so that its buffer can go.
 * @throws AppError 400 when any part is not OTLP or an id has a wrong length: a request counts as a whole or not at all.
 */
export function decodeProtobuf(body: Buffer): IncomingSpan[] {
  try {
    return messages.exportRequest.decode(body).resourceSpans.flatMap(decodeResourceSpans);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid(`not an OTLP trace request: ${(error as Error).message}`, { cause: error });
  }
}

function decodeResourceSpans(group: messages.ResourceSpans): IncomingSpan[] {
  const resource = copy(group.resource);
  const serviceName = serviceNameOf(messages.resource.decode(resource));
  const spanCount = group.scopeSpans.reduce((sum, { spans }) => sum + spans.length, 0);

  return group.scopeSpans.flatMap(({ scope: scopeBytes, schemaUrl, spans }) => {
    const scope = copy(scopeBytes);
    assertWellFormed(messages.scope.type, scope);
    const origin = { serviceName, resource, resourceSchemaUrl: group.schemaUrl, scope, scopeSchemaUrl: schemaUrl };
    const shareBytes = Math.ceil(resource.length / spanCount + scope.length / spans.length);
    return spans.map(span => decodeSpan(span, origin, shareBytes));
  });
}

function decodeSpan(bytes: Uint8Array, origin: SpanOrigin, shareBytes: number): IncomingSpan {
  const header = messages.spanHeader.decode(bytes);
  assertWellFormed(messages.span.type, bytes);
  if (header.parentSpanId.length > 0) requireLength('parentSpanId', header.parentSpanId, 8);
  for (const link of header.links) {
    requireLength('links.traceId', link.traceId, 16);
    requireLength('links.spanId', link.spanId, 8);
  }
  return {
    traceId: validId('traceId', header.traceId, 16),
    spanId: validId('spanId', header.spanId, 8),
    name: header.name,
    kind: header.kind,
    startUnixNano: toUnsigned(header.startTimeUnixNano),
    endUnixNano: toUnsigned(header.endTimeUnixNano),
    origin,
    bytes: copy(bytes),
    chargedBytes: bytes.length + shareBytes,
  };
}

function validId(field: string, id: Uint8Array, length: number): string {
  requireLength(field, id, length);
  const hex = (id as Buffer).toString('hex');
  if (Number.parseInt(hex, 16) === 0) throw invalid(`${field} of a span is all zeros`);
  return hex;
}

function requireLength(field: string, id: Uint8Array, length: number): void {
  if (id.length === length) return;
  throw invalid(`${field} of a span has ${id.length} bytes instead of ${length}`);
}

/** The placeholders are Jaeger's, so that spans of a service without a name can be found in the same way. */
function serviceNameOf({ attributes }: messages.Resource): string {
  const attribute = attributes.find(({ key }) => key === 'service.name');
  if (attribute === undefined) return 'missing-service-name';
  if (attribute.value?.value !== 'stringValue') return 'service-name-wrong-type';
  return attribute.value.stringValue || 'empty-service-name';
}

/** Small copies share slabs of Node's buffer pool with their neighbours, which are evicted at about the same time. */
function copy(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes);
}
