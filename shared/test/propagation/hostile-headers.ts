import fc from 'fast-check';
import { spanId, traceId, traceparent } from './pass-on.ts';

/** For each header what a well-behaved caller may send. */
const valid = {
  traceparent: [traceparent, `00-${traceId}-${spanId}-fe`, `cc-${traceId}-${spanId}-01-more`],
  tracestate: ['a=1', 'tenant@vendor= x y ', 'a=1, b=2,'],
  baggage: ['shop.tenant=evil,shop.synthetic=1;ttl=1', 'shop.marker=x%20y'],
  b3: [`${traceId}-${spanId}-d`, `${spanId}-${spanId}`],
  'x-b3-traceid': [traceId, spanId],
  'x-b3-spanid': [spanId],
  'x-b3-sampled': ['1', 'True'],
  'x-b3-flags': ['1'],
};

/** Pieces that valid headers are made of, and what breaks them. */
const piece = fc.oneof(
  fc.constantFrom(...'-,=;@% \t\0éA', ', ', '%00', '\r\n', '\ud800', 'ff'),
  fc.constantFrom(...Object.values(valid).flat(), '0'.repeat(32), 'k'.repeat(257), 'v'.repeat(5_000)),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const glued = fc
  .tuple(fc.array(piece, { maxLength: 40 }), fc.constantFrom('', ','))
  .map(([all, glue]) => all.join(glue));

function nearly(values: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...values), fc.nat(60), fc.nat(2), fc.oneof(fc.constant(''), piece))
    .map(([value, start, length, inserted]) => value.slice(0, start) + inserted + value.slice(start + length));
}

function hostileValue(values: readonly string[]): fc.Arbitrary<unknown> {
  const text = fc.oneof(fc.constantFrom(...values), nearly(values), glued, fc.string({ unit: 'binary' }));
  return fc.oneof({ weight: 6, arbitrary: text }, { weight: 2, arbitrary: fc.array(text) }, fc.anything());
}

const values = Object.entries(valid).map(([name, examples]) => [name, hostileValue(examples)] as const);
/** Any of the headers that a propagator reads, each valid, nearly valid, glued from pieces, repeated or no text at all. */
export const hostileHeaders = fc.record<Record<string, unknown>>(Object.fromEntries(values), { requiredKeys: [] });

export const hostileTracestate = hostileValue(valid.tracestate);
export const hostileBaggage = hostileValue(valid.baggage);
