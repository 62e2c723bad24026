import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type AppError, toAppError } from '@spanshop/shared/errors';
import { createBodyReader } from '../http/read-body.ts';
import { messageFor, methodNotAllowed, notFound, unsupported } from '../http/refusals.ts';
import type { SpanStore } from '../store/span-store.ts';
import { decodeProtobuf } from './decode-protobuf.ts';
import { encodeJsonRequest } from './encode-json.ts';
import * as messages from './messages.ts';
import { createComplaints, type TakenRequest } from './taken-request.ts';

export interface ReceiverStats {
  acceptedRequests: number;
  /** Bytes of the accepted requests' bodies, inflated. */
  acceptedBytes: number;
  /** Requests answered with a 4xx or 5xx; nothing of them was stored. */
  rejectedRequests: number;
  /** Spans of accepted requests that were wrong in themselves and left out. */
  rejectedSpans: number;
}

export interface Receiver {
  listener: RequestListener;
  stats(): ReceiverStats;
}

const protobufType = 'application/x-protobuf';
const jsonType = 'application/json';

export interface ReceiverBounds {
  /** Bytes of one body, inflated. */
  maxBodyBytes: number;
  /** Bytes of all bodies that are being received at a time, as they travel. */
  maxHeldBytes: number;
}

/**
 * OTLP/HTTP: `POST /v1/traces`, protobuf or JSON, plain or gzip. Answers and refusals come in the request's own format.
 */
export function createReceiver(store: SpanStore, { maxBodyBytes, maxHeldBytes }: ReceiverBounds): Receiver {
  const stats: ReceiverStats = { acceptedRequests: 0, acceptedBytes: 0, rejectedRequests: 0, rejectedSpans: 0 };
  const readBody = createBodyReader(maxBodyBytes, maxHeldBytes);

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const format = formatOf(request);
    const body = await readBody(request);
    const taken = decode(format, body);
    stats.acceptedRequests += 1;
    stats.acceptedBytes += body.length;
    stats.rejectedSpans += taken.rejectedSpans;
    accept(response, format, storeAll(store, taken));
  }

  return {
    listener: (request, response) => {
      receive(request, response).catch(error => {
        stats.rejectedRequests += 1;
        refuse(request, response, toAppError(error));
      });
    },
    stats: () => ({ ...stats }),
  };
}

function formatOf(request: IncomingMessage): string {
  if (request.url?.split('?')[0] !== '/v1/traces') throw notFound('not found: OTLP traces go to /v1/traces');
  if (request.method !== 'POST') throw methodNotAllowed('POST', 'OTLP traces are sent with POST');
  const type = contentType(request);
  if (type === protobufType || type === jsonType) return type;
  throw unsupported(`content-type ${type || 'none'} is not supported: use ${protobufType} or ${jsonType}`);
}

function contentType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function decode(format: string, body: Buffer): TakenRequest {
  if (format === protobufType) return decodeProtobuf(body);
  const complaints = createComplaints();
  return decodeProtobuf(encodeJsonRequest(body, complaints), complaints);
}

/** @returns what the sender is told: nothing when all was taken as it came. */
function storeAll(store: SpanStore, { spans, rejectedSpans, remarks }: TakenRequest): messages.ExportResponse {
  const late = spans.filter(span => store.add(span) === 'late').length;
  const told = late > 0 ? [...remarks, 'the store is full and had evicted the traces of late spans'] : remarks;
  if (told.length === 0) return {};
  return { partialSuccess: { rejectedSpans: rejectedSpans + late, errorMessage: told.join('; ') } };
}

function accept(response: ServerResponse, format: string, answer: messages.ExportResponse): void {
  const body = format === jsonType ? JSON.stringify(answer) : messages.exportResponse.encode(answer);
  send(response, 200, format, body);
}

function refuse(request: IncomingMessage, response: ServerResponse, error: AppError): void {
  if (request.destroyed && !request.complete) return;
  response.setHeaders(new Map(Object.entries(error.headers)));
  const status: messages.RpcStatus = { code: rpcCode(error.status), message: messageFor(error) };
  if (contentType(request) === protobufType)
    send(response, error.status, protobufType, messages.rpcStatus.encode(status));
  else send(response, error.status, jsonType, JSON.stringify(status));
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

/** google.rpc.Code for the statuses used here: NOT_FOUND, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE, INVALID_ARGUMENT. */
function rpcCode(status: number): number {
  return { 404: 5, 413: 8, 500: 13, 503: 14 }[status] ?? 3;
}
