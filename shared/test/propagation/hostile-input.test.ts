import assert from 'node:assert/strict';
import { validateHeaderValue } from 'node:http';
import { test } from 'node:test';
import { isSpanContextValid, type SpanContext } from '@opentelemetry/api';
import fc from 'fast-check';
import { createB3Propagator } from '../../src/telemetry/refinements/edge-propagation/b3-propagator.ts';
import { createEdgeBaggagePropagator } from '../../src/telemetry/refinements/edge-propagation/baggage-propagator.ts';
import { createTraceContextPropagator } from '../../src/telemetry/refinements/edge-propagation/trace-context-propagator.ts';
import { hostileBaggage, hostileHeaders, hostileTracestate } from './hostile-headers.ts';
import { passOn, spanId, traceId, traceparent } from './pass-on.ts';

const allowedKeys = ['shop.synthetic', 'shop.marker'];
const propagators = {
  tracecontext: createTraceContextPropagator(),
  baggage: createEdgeBaggagePropagator({ allowedKeys }),
  b3: createB3Propagator({ multipleHeaders: false }),
  b3multi: createB3Propagator({ multipleHeaders: true }),
};

for (const [name, propagator] of Object.entries(propagators)) {
  test(`when ${name} reads hostile headers, then nothing throws and what it passes on is valid`, () => {
    fc.assert(
      fc.property(hostileHeaders, hostile => {
        const { spanContext, headers } = passOn(propagator, hostile);
        assertValid(spanContext);
        for (const [header, sent] of Object.entries(headers)) assertSendable(header, sent);
        assert.deepEqual(passOn(propagator, headers).headers, headers, 'what is passed on must survive the next hop');
      }),
      { numRuns: 2_000 },
    );
  });
}

test('when a tracestate is hostile, then the trace goes on unchanged', () => {
  fc.assert(
    fc.property(hostileTracestate, tracestate => {
      const { spanContext, headers } = passOn(propagators.tracecontext, { traceparent, tracestate });
      assert.deepEqual([spanContext?.traceId, spanContext?.spanId], [traceId, spanId]);
      assert.equal(headers['traceparent'], traceparent);
    }),
    { numRuns: 2_000 },
  );
});

test('when outside baggage is hostile, then only allowed keys with short printable values come in', () => {
  fc.assert(
    fc.property(hostileBaggage, baggage => {
      for (const [key, kept] of Object.entries(passOn(propagators.baggage, { baggage }).baggage)) {
        assert.ok(allowedKeys.includes(key), key);
        assert.match(kept, /^[\x20-\x7e]{1,64}$/);
      }
    }),
    { numRuns: 2_000 },
  );
});

function assertValid(spanContext: SpanContext | undefined): void {
  if (spanContext === undefined) return;
  assert.ok(isSpanContextValid(spanContext));
  assert.ok(spanContext.isRemote);
  assert.ok(spanContext.traceFlags >= 0 && spanContext.traceFlags <= 3, `flags ${spanContext.traceFlags}`);
}

function assertSendable(name: string, sent: string): void {
  assert.doesNotThrow(() => validateHeaderValue(name, sent));
  assert.match(sent, /^[\x20-\x7e]{1,8192}$/);
}
