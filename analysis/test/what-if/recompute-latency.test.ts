import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { observeWindow, type Timeline } from '../../src/compare/index.ts';
import { ownTimesNano, recomputeLatencyNano } from '../../src/what-if/index.ts';
import { arbitrarySpans } from '../support/arbitrary-trace.ts';
import { traceFrom, traceOf } from '../support/spans.ts';

const timelineOf = (notation: string) => observeWindow([traceOf(notation)]).timelines[0] as Timeline;
/** Keys hold service, kind, operation and peer of the span, then the class of its time. */
const operationOf = (keyId: string) => keyId.split('\u0000')[2] ?? '';
const classOf = (keyId: string) => keyId.split('\u0000')[4] ?? '';

/** The latency in milliseconds when the own time of some spans, by name or by `name class`, is scaled. */
function recomputedMs(notation: string, factors: Readonly<Record<string, number>>): number {
  const factorOf = (keyId: string) => {
    const name = operationOf(keyId);
    return factors[`${name} ${classOf(keyId)}`] ?? factors[name] ?? 1;
  };
  return recomputeLatencyNano(timelineOf(notation), factorOf) / 1e6;
}

// A  |----------|         A  |------|
// B    |----|       ->    B    ||
test('when the only child is shortened, then the request is shorter by as much', () => {
  assert.equal(recomputedMs('A[0,100]; B<A[20,60]', { B: 0.25 }), 70);
});

// A  |----------------|        A  |-----------|
// B    |----------|      ->    B    |--|
// C    |------|                C    |------|
test('when the longer of two that run at once is shortened, then the other is waited for', () => {
  assert.equal(recomputedMs('A[0,100]; B<A[10,90]; C<A[10,60]', { B: 0.25 }), 70);
});

// A  |----------------|
// B    |----------|
// C    |------|              C was never waited for
test('when what runs beside the path is shortened, then nothing is gained', () => {
  assert.equal(recomputedMs('A[0,100]; B<A[10,90]; C<A[10,60]', { C: 0 }), 100);
});

// A  |-----------------------|             A  |------------------|
// B    |-------------|                     B    |---|
// C    |---------|            becomes      C    |---------|
// D                   |----|               D               |----|
test('when what a later call waited for is shortened, then the call starts after the next that it waited for', () => {
  assert.equal(recomputedMs('A[0,100]; B<A[10,60]; C<A[10,45]; D<A[65,90]', { B: 0.2 }), 85);
});

// A  |--------------------|
// B    |---| |---| |---|       three calls of one operation in a row
test('when each of three calls in a row is halved, then all three halves are gained', () => {
  assert.equal(recomputedMs('A[0,100]; B<A[10,30]; B2<A[40,60]; B3<A[70,90]', { B: 0.5, B2: 0.5, B3: 0.5 }), 70);
});

// A client  |------------------|
// B server       |------|          pre 20 ms, own 40 ms, post 30 ms
test('when only the way to the callee is shortened, then its work and the way back stay', () => {
  const trace = 'R server[0,100]; A client<R[0,100]; B server @two<A[30,70]';
  assert.equal(recomputedMs(trace, { 'B edge-pre': 0.1 }), 73);
  assert.equal(recomputedMs(trace, { 'B edge-post': 0 }), 70);
  assert.equal(recomputedMs(trace, { 'B self': 0.5 }), 80);
});

// A  |----------|
// B    |------------|       A ends before the work that it started
test('when a child outlives its parent, then the part of it that the parent saw is shortened', () => {
  assert.equal(recomputedMs('A[0,100]; B<A[20,180]', { B: 0.5 }), 60);
});

// A  |----------------|
// B    |------|
// C          |------|      starts are cut to whole milliseconds: C seems to start before B's end
test('when a call seems to start before the one that it waited for ended, by a tick, then it still waits', () => {
  assert.equal(recomputedMs('A[0,100]; B<A[10,50.8]; C<A[50,90]', { B: 0.5 }).toFixed(2), '80.00');
});

// A server    |------|
// P producer    |-|
// C consumer         .....|----|     in the queue from P's end on
test('when a message lies in the queue for a shorter time, then its processing ends earlier', () => {
  const [, message] = observeWindow([
    traceOf('A server[0,50]; P producer<A[10,20]; C consumer @two<P[100,140]'),
  ]).timelines;
  const factorOf = (keyId: string) => (classOf(keyId) === 'messaging-wait' ? 0.25 : 1);
  assert.equal(recomputeLatencyNano(message as Timeline, factorOf) / 1e6, 60);
});

test('when own time becomes longer, then the request does', () => {
  assert.equal(recomputedMs('A[0,100]; B<A[20,60]', { B: 2, A: 1.5 }), 170);
});

test('when nothing is scaled, then every request takes exactly as long as it did, whatever its spans', () => {
  fc.assert(
    fc.property(arbitrarySpans, spans => {
      for (const timeline of observeWindow([traceFrom(spans)]).timelines) {
        assert.equal(
          recomputeLatencyNano(timeline, () => 1),
          timeline.request.latencyNano,
        );
      }
    }),
  );
});

test('when time is shortened, then no request takes longer, and none less than nothing', () => {
  fc.assert(
    fc.property(arbitrarySpans, spans => {
      const [timeline] = observeWindow([traceFrom(spans)]).timelines as [Timeline];
      const cured = recomputeLatencyNano(timeline, () => 0.5);
      assert.ok(cured >= 0 && cured <= timeline.request.latencyNano + 1e-3);
      assert.ok([...ownTimesNano(timeline).values()].every(nano => nano >= 0));
    }),
  );
});

test('when there are 20,000 calls in a row and as many at once, then the answer comes soon', () => {
  const calls = (startOf: (i: number) => number) =>
    Array.from({ length: 20_000 }, (_, i) => `s${i}<A[${startOf(i)},${startOf(i) + 0.5}]`);
  for (const startOf of [(i: number) => i, () => 10]) {
    const timeline = timelineOf(['A[0,20001]', ...calls(startOf)].join(';'));
    const startedAtMs = performance.now();
    recomputeLatencyNano(timeline, () => 0.5);
    assert.ok(performance.now() - startedAtMs < 1000);
  }
});
