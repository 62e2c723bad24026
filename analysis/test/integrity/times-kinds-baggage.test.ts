import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditTrace, type Expectations } from '../../src/integrity/index.ts';
import type { Trace } from '../../src/model/index.ts';
import { traceOf, withSpan } from '../support/spans.ts';

const classes = (trace: Trace, expectations: Expectations = {}) =>
  auditTrace(trace, expectations).map(defect => defect.class);

// A    |----------|
// B |-----|               3 ms early
test('when a child starts before its parent, then only more than the skew is a defect', () => {
  const trace = traceOf('A[10,50]; B<A[7,20]');
  assert.deepEqual(classes(trace), ['starts-before-parent']);
  assert.deepEqual(classes(trace, { skewMs: 3 }), []);
});

// A |----------|
// B     |----------|      nobody gave up on it, yet it goes on
test('when a child ends after the trace’s root, then it outlives the trace', () => {
  assert.deepEqual(classes(traceOf('A[10,50]; B<A[20,60]')), ['outlives-trace']);
});

// A |----------|          client and root
// B   |---------|         server: the answer was read before its process noted the end
test('when a server span ends a little after the trace’s root, then only much later is a defect', () => {
  const trace = traceOf('A client @a[10,50]; B server @b<A[20,60]');
  assert.deepEqual(classes(trace), []);
  assert.deepEqual(classes(trace, { lateEndMs: 5 }), ['outlives-trace']);
});

// A |----------|
// B   |--X                the caller gave up
// C     |----------|      what it called goes on
test('when the caller gave up on a call, then what goes on below it is fine', () => {
  const trace = traceOf('A server @a[10,50]; B client @a<A[20,30]; C server @b<B[21,170]; D internal @b<C[22,169]');
  assert.deepEqual(classes(trace), ['outlives-trace', 'outlives-trace']);
  assert.deepEqual(classes(withSpan(trace, 'B', { status: 'error' })), []);
});

// A |---X                 the client left; nothing was answered
// B   |----------|        what it asked for goes on
test('when a client left before it was answered, then what goes on for it is fine', () => {
  const trace = traceOf('A server @a[10,30]; B client @a<A[20,160]; C server @b<B[21,159]; D internal @a<A[25,170]');
  assert.deepEqual(classes(trace), ['outlives-trace', 'outlives-trace', 'outlives-trace']);
  const abandoned = { 'http.request.method': 'POST', 'error.type': 'client_disconnected' };
  assert.deepEqual(classes(withSpan(trace, 'A', { status: 'error', attributes: abandoned })), []);
  const answered = { ...abandoned, 'http.response.status_code': 500 };
  assert.equal(classes(withSpan(trace, 'A', { status: 'error', attributes: answered })).length, 3);
});

// A |-------|
// B     |-|               producer
// C            |-----|    consumer, later
test('when a message is consumed after the trace’s root has ended, then it is fine', () => {
  assert.deepEqual(classes(traceOf('A server @a[10,50]; B producer @a<A[20,30]; C consumer @b<B[60,90]')), []);
});

test('when a span ends before it starts, then it is a defect', () => {
  assert.deepEqual(classes(traceOf('A[10,50]; B<A[30,20]')), ['ends-before-start']);
});

const misfits: readonly (readonly [from: string, to: string, fits: boolean])[] = [
  ['client @a', 'server @b', true],
  ['client @a', 'server @a', true],
  ['producer @a', 'consumer @b', true],
  ['internal @a', 'client @a', true],
  ['unspecified @a', 'server @b', true],
  ['internal @a', 'server @b', false],
  ['producer @a', 'server @b', false],
  ['client @a', 'internal @b', false],
  ['internal @a', 'server @a', false],
  ['server @a', 'consumer @b', false],
  ['server @proxy', 'server @b', true],
  ['server @a', 'server @a', true],
  ['producer @a', 'client @b', false],
];

for (const [from, to, fits] of misfits) {
  test(`when ${from} has the child ${to}, then the kinds ${fits ? 'fit' : 'do not fit'}`, () => {
    const trace = traceOf(`A ${from}[0,50]; B ${to}<A[10,20]`);
    assert.deepEqual(classes(trace), fits ? [] : ['kinds-do-not-fit']);
  });
}

// A |-------|                       producer
// B             |-----|            CLIENT, as the conventions have a receive
// C               |--|            consumer
test('when a receive is a CLIENT span below who sent the message, then the kinds fit and it may outlive the trace', () => {
  const trace = traceOf('A producer @a[0,50]; B client @b<A[60,90]; C consumer @b<B[70,80]');
  assert.deepEqual(classes(trace), ['outlives-trace', 'kinds-do-not-fit']);
  assert.deepEqual(classes(withSpan(trace, 'B', { attributes: { 'messaging.operation.type': 'receive' } })), []);
});

// A |-------|
// B     |--------|        A did not wait for it
test('when a span follows from its parent, then it may outlive the trace', () => {
  const trace = traceOf('A @a[0,50]; B @a<A[20,90]');
  assert.deepEqual(classes(trace), ['outlives-trace']);
  assert.deepEqual(classes(withSpan(trace, 'B', { followsFrom: true })), []);
});

test('when an attribute from baggage differs on one span, then that span is named', () => {
  const trace = withSpan(traceOf('A[0,50]; B<A[10,20]; C<A[20,30]'), 'A', { attributes: { tenant: 'x' } });
  const expectations = { baggage: [{ attribute: 'tenant' }] };
  assert.deepEqual(classes(trace, expectations), []);
  const [defect] = auditTrace(withSpan(trace, 'C', { attributes: { tenant: 'y' } }), expectations);
  assert.equal(defect?.sentence, 'tenant is "y" on "C" (one) but "x" on "A" (one).');
  assert.equal(defect?.spanId, 'C');
});

test('when an attribute from baggage is required on some spans, then only those are missed', () => {
  const trace = traceOf('A server @a[0,50]; B client @a<A[10,40]; C server @b<B[12,38]');
  const baggage = [{ attribute: 'tenant', requiredOn: { kinds: ['server' as const], services: ['b'] } }];
  assert.deepEqual(
    auditTrace(trace, { baggage }).map(defect => [defect.class, defect.spanId]),
    [['baggage-missing', 'C']],
  );
});

test('when an expected service has no span, then it is missing', () => {
  assert.deepEqual(classes(traceOf('A @a[0,50]'), { services: ['a', 'b'] }), ['service-missing']);
});
