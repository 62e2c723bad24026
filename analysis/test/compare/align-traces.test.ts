import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alignTraces } from '../../src/compare/index.ts';
import type { Trace } from '../../src/model/index.ts';
import { traceOf } from '../support/spans.ts';

/** `A A`, `C -`: names before and after, indented by depth. A name's second letter tells spans of one name apart. */
function aligned(before: Trace, after: Trace): string[] {
  const nameOf = (trace: Trace, position: number | undefined) =>
    position === undefined ? '-' : (trace.spans[position]?.name ?? '?');
  return alignTraces(before, after).map(
    pair => `${'  '.repeat(pair.depth)}${nameOf(before, pair.before)} ${nameOf(after, pair.after)}`,
  );
}

test('when two traces do the same, then each span has its partner, parents before their children', () => {
  const trace = traceOf('A[0,100]; B <A [10,50]; C <B [20,30]; D <A [60,90]');
  assert.deepEqual(aligned(trace, trace), ['A A', '  B B', '    C C', '  D D']);
});

test('when one does more, then that is new with all below it, where it began', () => {
  const before = traceOf('A[0,100]; B <A [10,50]; D <A [60,90]');
  const after = traceOf('A[0,100]; B <A [10,50]; X <A [52,58]; Y <X [53,55]; D <A [60,90]');
  assert.deepEqual(aligned(before, after), ['A A', '  B B', '  - X', '    - Y', '  D D']);
  assert.deepEqual(aligned(after, before), ['A A', '  B B', '  X -', '    Y -', '  D D']);
});

test('when something is done several times, then the nth is compared with the nth', () => {
  // Names that end in a number are one operation: `call 1` and `call 2`.
  const calls = (...durations: number[]) => [
    'A[0,100]',
    ...durations.map((ms, i) => `B${i} <A [${i * 10},${i * 10 + ms}]`),
  ];
  const asOne = (trace: Trace): Trace => ({
    ...trace,
    spans: trace.spans.map(span => (span.name === 'A' ? span : { ...span, name: `call ${span.name.slice(1)}` })),
  });
  const [two, three] = [calls(5, 6), calls(5, 6, 7)].map(spans => asOne(traceOf(spans.join(';')))) as [Trace, Trace];
  assert.deepEqual(aligned(two, three), ['A A', '  call 0 call 0', '  call 1 call 1', '  - call 2']);
});

test('when a kind or a service differs, then it is not the same span', () => {
  const before = traceOf('A[0,100]; B client @one <A [10,50]');
  for (const changed of ['B server @one <A [10,50]', 'B client @two <A [10,50]']) {
    assert.deepEqual(aligned(before, traceOf(`A[0,100]; ${changed}`)), ['A A', '  B -', '  - B']);
  }
});

test('when parents are missing or go round in a circle, then the rest is aligned all the same', () => {
  const before = traceOf('A[0,100]; B <gone [10,50]; C <D [20,30]; D <C [20,30]');
  assert.deepEqual(aligned(before, before), ['A A', 'B B']);
});

test('when a trace is nested 50,000 deep, then it is aligned in time and without exhausting the stack', () => {
  const spans = Array.from({ length: 50_000 }, (_, i) => `S${i} ${i > 0 ? `<S${i - 1} ` : ''}[${i},100000]`);
  const deep = traceOf(spans.join(';'));
  assert.equal(alignTraces(deep, deep).length, 50_000);
});
