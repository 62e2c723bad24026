import { AppError } from '@spanshop/shared/errors';
import type { IncomingSpan, SpanOrigin } from '../store/types.ts';
import { mostElements, mostElementsOfOne, mostGroups, tooMany } from './bounds.ts';
import { type Inspected, inspectMessage } from './inspect-message.ts';
import { toUnsigned } from './int64.ts';
import * as messages from './messages.ts';
import { type Complaints, createComplaints, notOtlp, type TakenRequest } from './taken-request.ts';

/**
 * The spans of an ExportTraceServiceRequest. Only what the store needs on arrival is decoded; the rest is proved to be
 * decodable and stays as bytes, copied out of the request so that its buffer can go. A span that is wrong in itself is
 * left out; the others are taken.
 * @param complaints what was found wrong before, where the request was translated.
 * @throws AppError 400 when what is around the spans is not OTLP or no span is right, 413 beyond the bounds.
 */
export function decodeProtobuf(body: Buffer, complaints: Complaints = createComplaints()): TakenRequest {
  try {
    const inspect = createInspection(complaints);
    inspect(messages.exportRequest.type, body);
    const { resourceSpans } = messages.exportRequest.decode(body);
    const groups = resourceSpans.reduce((sum, { scopeSpans }) => sum + 1 + scopeSpans.length, 0);
    if (groups > mostGroups) throw tooMany('groups of spans', mostGroups);
    return complaints.conclude(resourceSpans.flatMap(group => decodeResourceSpans(group, inspect, complaints)));
  } catch (error) {
    throw error instanceof AppError ? error : notOtlp((error as Error).message, error);
  }
}

type Inspect = (type: messages.Codec<unknown>['type'], bytes: Uint8Array) => Inspected;

/** Inspects one message after the other, and holds the bound of them all. */
function createInspection(complaints: Complaints): Inspect {
  let elements = 0;
  return (type, bytes) => {
    const inspected = inspectMessage(type, bytes);
    elements += inspected.fields;
    if (elements > mostElements) throw tooMany('elements', mostElements);
    if (!inspected.isUtf8) complaints.noteUnreadableText();
    return inspected;
  };
}

function decodeResourceSpans(group: messages.ResourceSpans, inspect: Inspect, complaints: Complaints): IncomingSpan[] {
  const resource = copy(group.resource);
  requireFew('a resource', inspect(messages.resource.type, resource));
  const serviceName = serviceNameOf(messages.resource.decode(resource));
  const spanCount = group.scopeSpans.reduce((sum, { spans }) => sum + spans.length, 0);

  return group.scopeSpans.flatMap(({ scope: scopeBytes, schemaUrl, spans }) => {
    const scope = copy(scopeBytes);
    requireFew('a scope', inspect(messages.scope.type, scope));
    const origin = { serviceName, resource, resourceSchemaUrl: group.schemaUrl, scope, scopeSchemaUrl: schemaUrl };
    const shareBytes = Math.ceil(resource.length / spanCount + scope.length / spans.length);
    return spans.flatMap(span => decodeOrReject(span, origin, shareBytes, inspect, complaints));
  });
}

function decodeOrReject(
  bytes: Uint8Array,
  origin: SpanOrigin,
  shareBytes: number,
  inspect: Inspect,
  complaints: Complaints,
): IncomingSpan[] {
  let elements = 1;
  try {
    const inspected = inspect(messages.span.type, bytes);
    elements += inspected.fields;
    requireFew('a span', inspected);
    return [decodeSpan(bytes, origin, shareBytes)];
  } catch (error) {
    if (error instanceof AppError) throw error;
    complaints.reject((error as Error).message, elements);
    return [];
  }
}

function decodeSpan(bytes: Uint8Array, origin: SpanOrigin, shareBytes: number): IncomingSpan {
  const header = messages.spanHeader.decode(bytes);
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

function requireFew(what: string, { fields }: Inspected): void {
  if (fields > mostElementsOfOne) throw new Error(`${what} has more than ${mostElementsOfOne} elements`);
}

function validId(field: string, id: Uint8Array, length: number): string {
  requireLength(field, id, length);
  const hex = (id as Buffer).toString('hex');
  if (Number.parseInt(hex, 16) === 0) throw new Error(`${field} of a span is all zeros`);
  return hex;
}

function requireLength(field: string, id: Uint8Array, length: number): void {
  if (id.length === length) return;
  throw new Error(`${field} of a span has ${id.length} bytes instead of ${length}`);
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
