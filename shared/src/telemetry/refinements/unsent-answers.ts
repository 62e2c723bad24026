/**
 * Buys: a request whose client left, or whose answer broke off, says so, and claims no status that was not sent.
 * Without it: its span is a 200 without an error, whatever became of it.
 * Upstream: instrumentation-http 0.301 reads the status when the connection closes, sent or not.
 */
import { ServerResponse } from 'node:http';
import { type Span, SpanStatusCode } from '@opentelemetry/api';
import { attribute } from '../attributes.ts';
import type { Refinement } from '../sdk/telemetry-parts.ts';
import { composeSettings } from './compose-settings.ts';

export const unsentAnswers: Refinement = parts => ({
  ...parts,
  http: composeSettings(parts.http, {
    responseHook: (_span, response) => {
      if (response instanceof ServerResponse) hideUnsentStatus(response);
    },
    applyCustomAttributesOnSpan: (span, _request, response) => {
      if (response instanceof ServerResponse) markCutOff(span, response);
    },
  }),
});

/** To be called before the instrumentation listens for the connection's end: it then finds no status where none was sent. */
function hideUnsentStatus(response: ServerResponse): void {
  response.once('close', () => {
    // Behind another answer on its connection, one may have headers and yet was never given the socket.
    const wasSent = response.writableFinished || (response.headersSent && response.socket !== null);
    if (wasSent) return;
    const { statusCode } = response;
    Reflect.set(response, 'statusCode', undefined);
    queueMicrotask(() => Reflect.set(response, 'statusCode', statusCode));
  });
}

function markCutOff(span: Span, response: ServerResponse): void {
  if (response.writableFinished) return;
  span.setAttribute(attribute.errorType, response.errored?.name ?? 'client_disconnected');
  span.setStatus({ code: SpanStatusCode.ERROR });
}
