import assert from 'node:assert/strict';
import { validateHeaderValue } from 'node:http';
import { test } from 'node:test';
import { isSpanContextValid, type SpanContext } from '@opentelemetry/api';
import fc from 'fast-check';
import {
  createB3Propagator,
  createBaggagePropagator,
  createEdgeBaggagePropagator,
  createTraceContextPropagator,
} from '../../src/telemetry/propagation/index.ts';
import { passOn, spanId, traceId, traceparent } from './pass-on.ts';

const headerNames = ['traceparent', 'tracestate', 'baggage', 'b3', 'x-b3-traceid', 'x-b3-spanid', 'x-b3-sampled'];
const allowedKeys = ['shop.synthetic', 'lab.fault'];
const propagators = {
  tracecontext: createTraceContextPropagator(),
  baggage: createBaggagePropagator(),
  'baggage at the edge': createEdgeBaggagePropagator({ allowedKeys }),
  b3: createB3Propagator({ multipleHeaders: false }),
  b3multi: createB3Propagator({ multipleHeaders: true }),
};

/** Pieces that valid headers are made of: glued together at random they come close to valid far more often than noise. */
const pieces = fc.constantFrom(
  ...[
    '-',
    ',',
    ', ',
    '=',
    ';',
    '@',
    '%',
    '%00',
    ' ',
    '\t',
    '\r\n',
    '\0',
    'é',
    '\ud800',
    '00',
    'ff',
    '01',
    'd',
    'a=1',
    'A',
  ],
  ...[
    traceId,
    spanId,
    traceparent,
    '0'.repeat(32),
    'k'.repeat(257),
    'shop.tenant=evil',
    'shop.synthetic=1',
    'lab.fault=x',
  ],
);
const glued = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 })
  .map(all => all.join(''));
const list = fc.array(glued, { maxLength: 40 }).map(all => all.join(','));
const text = fc.oneof(glued, list, fc.string({ unit: 'binary' }));
const value = fc.oneof({ weight: 6, arbitrary: text }, { weight: 2, arbitrary: fc.array(text) }, fc.anything());
const received = fc.dictionary(fc.constantFrom(...headerNames), value, { noNullPrototype: true });

for (const [name, propagator] of Object.entries(propagators)) {
  test(`when ${name} reads hostile headers, then nothing throws and what it passes on is valid`, () => {
    fc.assert(
      fc.property(received, hostile => {
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
    fc.property(value, tracestate => {
      const { spanContext, headers } = passOn(propagators.tracecontext, { traceparent, tracestate });
      assert.deepEqual([spanContext?.traceId, spanContext?.spanId], [traceId, spanId]);
      assert.equal(headers['traceparent'], traceparent);
    }),
    { numRuns: 2_000 },
  );
});

test('when outside baggage is hostile, then only allowed keys with short printable values come in', () => {
  fc.assert(
    fc.property(value, baggage => {
      for (const [key, kept] of Object.entries(passOn(propagators['baggage at the edge'], { baggage }).baggage)) {
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
