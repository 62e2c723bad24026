import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Attributes, type Trace, withInferredKinds } from '../../src/model/index.ts';
import { spansOf, traceFrom, traceOf, withSpan } from '../support/spans.ts';

const kindsOf = (trace: Trace) => withInferredKinds(trace).trace.spans.map(({ spanId, kind }) => `${spanId} ${kind}`);

const frontAndCart = 'A @front[0,100]; B @front<A[10,90]; C @cart<B[30,60]; D @cart<C[35,50]';
const saying = (kind: string) => frontAndCart.replaceAll(' @', ` ${kind} @`);

// A  |------------------------|   front
// B    |--------------------|       its only child is of cart: a call
// C        |----------|           cart
// D           |---|                 a leaf without a database or a peer
for (const kind of ['unspecified', 'internal']) {
  test(`when all spans are ${kind}, then a change of service between parent and child is a call`, () => {
    const trace = traceOf(saying(kind));
    const before = structuredClone(trace.spans);
    assert.deepEqual(kindsOf(trace), ['A server', 'B client', 'C server', 'D internal']);
    assert.deepEqual(trace.spans, before, 'the trace that was given is left as it is');
  });
}

test('when two instances of one service call each other, then that is a call too', () => {
  const on = (instance: string) => ({ service: 'ring', attributes: { 'service.instance.id': instance } });
  const spans = spansOf(saying('unspecified').replaceAll(/@\w+/g, '@ring'));
  const placed = spans.map(span => ({ ...span, resource: on('AB'.includes(span.name) ? 'ring-1' : 'ring-2') }));
  assert.deepEqual(kindsOf(traceFrom(placed)), ['A server', 'B client', 'C server', 'D internal']);
  const silent = spans.map(span => ({ ...span, resource: { service: 'ring', attributes: {} } }));
  assert.deepEqual(kindsOf(traceFrom(silent)), ['A server', 'B internal', 'C internal', 'D internal']);
});

test('when a span has several calls below it, then it is none of them', () => {
  const trace = traceOf(`${saying('unspecified')}; E unspecified @stock<B[70,80]`);
  assert.deepEqual(kindsOf(trace), ['A server', 'B internal', 'C server', 'D internal', 'E server']);
});

const leaves: readonly (readonly [string, Attributes, string])[] = [
  ['names a database', { 'db.system': 'mysql' }, 'client'],
  ['is a request to a peer', { 'http.method': 'GET', 'net.peer.name': 'bank' }, 'client'],
  ['names a method only', { 'http.method': 'GET' }, 'internal'],
];
for (const [what, attributes, kind] of leaves) {
  test(`when a leaf without a kind ${what}, then it is ${kind}`, () => {
    assert.equal(kindsOf(withSpan(traceOf(saying('unspecified')), 'D', { attributes }))[3], `D ${kind}`);
  });
}

// A  |--|                publish
// B        |-----|       process, after A has ended
test('when work below another service starts after its parent has ended, then it was handed over if a message is named', () => {
  const spans = 'R unspecified @shop[0,50]; A unspecified @shop<R[10,20]; B unspecified @mail<A[30,45]';
  assert.deepEqual(kindsOf(traceOf(spans)), ['R server', 'A client', 'B server'], 'clocks may differ');
  const named = withSpan(traceOf(spans), 'B', { name: 'orders process' });
  assert.deepEqual(kindsOf(named), ['R server', 'A producer', 'B consumer']);
});

test('when a trace has kinds, then INTERNAL is believed within a service, and not on both sides of a call', () => {
  const within = traceOf('A server @a[0,100]; B internal @a<A[10,90]; C internal @a<B[20,30]');
  assert.equal(withInferredKinds(within).trace, within);
  const called = traceOf('A server @a[0,100]; B internal @a<A[10,90]; C internal @b<B[20,80]; D internal @b<C[30,40]');
  assert.deepEqual(kindsOf(called), ['A server', 'B client', 'C server', 'D internal']);
  assert.equal(withInferredKinds(called).inferred, 2);
});
