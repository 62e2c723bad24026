/**
 * Buys: a CLIENT span says whom it calls, by which route and for which time, and HTTP spans say how much was sent.
 * Without it: calls are named `POST`, and known by host and port only.
 * Upstream: this is what the hooks of instrumentation-http are for; no library can know the names.
 */
import type { IncomingMessage } from 'node:http';
import type { Attributes, Span } from '@opentelemetry/api';
import type { HttpInstrumentationConfig } from '@opentelemetry/instrumentation-http';
import { attribute } from '../attributes.ts';
import { activeOutgoingCall } from '../manual/outgoing-call.ts';
import type { Refinement } from '../sdk/telemetry-parts.ts';
import { composeSettings } from './compose-settings.ts';

export const httpSpans: Refinement = parts => ({ ...parts, http: composeSettings(parts.http, hooks) });

const hooks: HttpInstrumentationConfig = {
  startIncomingSpanHook: request => bodySize(attribute.requestBodySize, request),
  startOutgoingSpanHook: () => {
    const call = activeOutgoingCall();
    if (!call) return {};
    const attributes: Attributes = { [attribute.peerName]: call.peer, [attribute.urlTemplate]: call.urlTemplate };
    if (call.resendCount > 0) attributes[attribute.resendCount] = call.resendCount;
    return attributes;
  },
  requestHook: (span, request) => {
    const call = activeOutgoingCall();
    if (call && 'path' in request) span.updateName(`${request.method} ${call.urlTemplate}`);
  },
  responseHook: (span, response) => {
    if ('httpVersion' in response) span.setAttributes(bodySize(attribute.responseBodySize, response));
  },
  applyCustomAttributesOnSpan: (span, _request, response) => {
    if ('getHeader' in response) setSize(span, attribute.responseBodySize, response.getHeader('content-length'));
  },
};

function bodySize(name: string, message: IncomingMessage): Attributes {
  const size = Number(message.headers['content-length']);
  return Number.isFinite(size) ? { [name]: size } : {};
}

function setSize(span: Span, name: string, contentLength: unknown): void {
  const size = Number(contentLength);
  if (contentLength !== undefined && Number.isFinite(size)) span.setAttribute(name, size);
}
