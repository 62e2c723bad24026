import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { INVALID_SPAN_CONTEXT, trace } from '@opentelemetry/api';
import { refinements } from '../../src/telemetry/refinements/index.ts';
import { readTelemetryEnvironment } from '../../src/telemetry/sdk/environment.ts';
import { standardParts } from '../../src/telemetry/sdk/start-sdk.ts';
import type { TelemetryParts } from '../../src/telemetry/sdk/telemetry-parts.ts';

const span = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
const request = new IncomingMessage(new Socket());
const response = new ServerResponse(request);
const connection = { database: 'shop', host: '127.0.0.1', port: 5_432, user: 'orders' };

/** What the instrumentations do with their hooks, and what they are told. */
function callHooks({ http, pg }: Pick<TelemetryParts, 'http' | 'pg'>) {
  http.requestHook?.(span, request);
  http.responseHook?.(span, response);
  http.applyCustomAttributesOnSpan?.(span, request, response);
  pg.requestHook?.(span, { query: { text: 'SELECT 1' }, connection });
  pg.responseHook?.(span, { data: { rowCount: 1 } as never });
  pg.connectionHook?.(span, { connection });
  return {
    ignored: http.ignoreIncomingRequestHook?.(request),
    incoming: { ...http.startIncomingSpanHook?.(request) },
    outgoing: { ...http.startOutgoingSpanHook?.({}) },
    redacted: http.redactedQueryParams,
  };
}

/** Parts whose hooks say that they are called. */
function partsWithHooks(called: string[]): Pick<TelemetryParts, 'http' | 'pg'> {
  const says = (name: string) => () => void called.push(name);
  return {
    http: {
      requestHook: says('http request'),
      responseHook: says('http response'),
      applyCustomAttributesOnSpan: says('http end'),
      ignoreIncomingRequestHook: () => true,
      startIncomingSpanHook: () => ({ there: 'incoming' }),
      startOutgoingSpanHook: () => ({ there: 'outgoing' }),
      redactedQueryParams: ['there'],
    },
    pg: {
      requestHook: says('query'),
      responseHook: says('rows'),
      connectionHook: says('connection'),
    },
  };
}

const settings = readTelemetryEnvironment({});
const service = { name: 'test', version: '0.0.0', trustBoundary: true };

for (const [name, refine] of Object.entries(refinements)) {
  test(`when ${name} comes to hooks that are there, then these count as before`, () => {
    const called: string[] = [];
    const refined = refine({ ...standardParts(service, settings), ...partsWithHooks(called) }, service, settings);
    const { ignored, incoming, outgoing, redacted } = callHooks(refined);
    assert.deepEqual(called, ['http request', 'http response', 'http end', 'query', 'rows', 'connection']);
    assert.deepEqual([ignored, incoming['there'], outgoing['there']], [true, 'incoming', 'outgoing']);
    assert.ok(redacted?.includes('there'));
  });
}

test('when refinements are applied in the opposite order, then the hooks say the same', () => {
  const said = [Object.values(refinements), Object.values(refinements).reverse()].map(list =>
    callHooks(list.reduce((parts, refine) => refine(parts, service, settings), standardParts(service, settings))),
  );
  assert.ok(Object.keys(said[0]?.incoming ?? {}).length > 0);
  assert.deepEqual(said[0], said[1]);
});
