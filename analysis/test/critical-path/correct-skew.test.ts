import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { correctSkew, criticalPath } from '../../src/critical-path/index.ts';
import type { Trace } from '../../src/model/index.ts';
import { spansOf, traceFrom, traceOf, withSpan } from '../support/spans.ts';

const placesOf = (trace: Trace) =>
  Object.fromEntries(trace.spans.map(({ name, startNano, endNano }) => [name, [startNano / 1e6, endNano / 1e6]]));

const chain =
  'A server @web[0,100]; B client @web<A[10,90]; C server @shop<B[20,80]; D client @shop<C[30,70]; E server @stock<D[40,60]';
const shifted = (service: string, byMs: number) => {
  const spans = spansOf(chain).map(span =>
    span.service === service
      ? { ...span, startNano: span.startNano + byMs * 1e6, endNano: span.endNano + byMs * 1e6 }
      : span,
  );
  return traceFrom(spans);
};

test('when clocks agree, then the trace stays as it is', () => {
  const trace = traceOf(chain);
  assert.deepEqual(correctSkew(trace), { trace, corrections: [] });
  assert.equal(correctSkew(trace).trace, trace);
});

// B client @web   |----------------|       10 to 90
// C server @shop       |------------|...   its clock is 50 ms ahead; D and E with it or not
test('when one clock is ahead, then it is put back by the middle of what its calls allow, and only that one', () => {
  const { trace, corrections } = correctSkew(shifted('shop', 80));
  assert.deepEqual(corrections, [{ service: 'shop', byNano: -80e6 }]);
  assert.deepEqual(placesOf(trace), placesOf(traceOf(chain)));
});

test('when a whole branch is on a clock that is behind, then callees move along with their callers', () => {
  const spans = spansOf(chain).map(span =>
    span.service === 'web' ? span : { ...span, startNano: span.startNano - 300e6, endNano: span.endNano - 300e6 },
  );
  const { trace, corrections } = correctSkew(traceFrom(spans));
  assert.deepEqual(placesOf(trace), placesOf(traceOf(chain)));
  assert.deepEqual(
    corrections.map(({ service, byNano }) => [service, byNano]),
    [
      ['shop', 300e6],
      ['stock', 300e6],
    ],
  );
});

test('when several calls of a pair allow different offsets, then all of them fit afterwards', () => {
  const trace = traceOf(
    'A server @web[0,200]; B client @web<A[10,60]; C server @shop<B[105,155]; D client @web<A[70,180]; E server @shop<D[168,188]',
  );
  const { trace: corrected, corrections } = correctSkew(trace);
  assert.deepEqual(corrections, [{ service: 'shop', byNano: -95e6 }]);
  assert.deepEqual(placesOf(corrected)['E'], [73, 93]);
});

const unchanged: Readonly<Record<string, string>> = {
  'a server ends after its client has': 'A server @web[0,100]; B client @web<A[10,50]; C server @shop<B[20,70]',
  'calls contradict each other':
    'A server @web[0,200]; B client @web<A[10,60]; C server @shop<B[105,155]; D client @web<A[70,180]; E server @shop<D[71,180]',
  'a server starts before its client by less than a tick':
    'A server @web[0,100]; B client @web<A[10,50]; C server @shop<B[9,40]',
};
for (const [what, notation] of Object.entries(unchanged)) {
  test(`when ${what}, then no clock is touched`, () => {
    assert.deepEqual(correctSkew(traceOf(notation)).corrections, []);
  });
}

test('when a caller gave up on a call, then what it called tells nothing of the clocks', () => {
  const trace = traceOf('A server @web[0,300]; B client @web<A[10,20]; C server @shop<B[150,155]');
  assert.equal(correctSkew(trace).corrections.length, 1);
  assert.deepEqual(correctSkew(withSpan(trace, 'B', { status: 'error' })).corrections, []);
});

// Less than a call lasts may look like a server that notes its end late.
test('when clocks are off by more than a call lasts, then the path visits what it does on clocks that agree', () => {
  const offset = fc.oneof(fc.constant(0), fc.integer({ min: 100, max: 5000 }), fc.integer({ min: -5000, max: -100 }));
  const visited = (trace: Trace) => new Set(criticalPath(trace).map(({ position }) => trace.spans[position]?.name));
  fc.assert(
    fc.property(offset, offset, (ofShop, ofStock) => {
      const offsets: Readonly<Record<string, number>> = { web: 0, shop: ofShop, stock: ofShop + ofStock };
      const spans = spansOf(chain).map(span => {
        const byNano = (offsets[span.service] as number) * 1e6;
        return { ...span, startNano: span.startNano + byNano, endNano: span.endNano + byNano };
      });
      const { trace } = correctSkew(traceFrom(spans));
      assert.deepEqual(visited(trace), visited(traceOf(chain)));
    }),
    { numRuns: 500 },
  );
});
