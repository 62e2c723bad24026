import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditTrace } from '../../src/integrity/index.ts';
import { span, traceFrom, traceOf, withSpan } from '../support/spans.ts';

const whole = 'A server @front [0,100]; B client @front <A [10,90]; C server @back <B [20,80]';
const classes = (trace: ReturnType<typeof traceOf>, expectations = {}) =>
  auditTrace(trace, expectations).map(defect => defect.class);

// A  |--------------------|
// B    |----------------|
// C      |------------|
test('when one order of spans hangs together, then there is no defect', () => {
  assert.deepEqual(auditTrace(traceOf(whole)), []);
});

// ?  .......................   outside, not traced
// A  |--------------------|    its parent is remote and absent
test('when the absent parent of the first server span is remote, then it is an entry and no orphan', () => {
  const trace = withSpan(traceOf(whole), 'A', { parentId: 'outside', parentIsRemote: true });
  assert.deepEqual(auditTrace(trace), []);
});

test('when the absent parent of the first server span is not known to be remote, then it is an orphan without a root', () => {
  const trace = withSpan(traceOf(whole), 'A', { parentId: 'outside' });
  assert.deepEqual(classes(trace), ['orphan', 'no-root']);
});

test('when a hop further inside lost its remote parent, then it is an orphan, not a second entry', () => {
  const entered = withSpan(traceOf(whole), 'A', { parentId: 'outside', parentIsRemote: true });
  const trace = withSpan(entered, 'C', { parentId: 'lost', parentIsRemote: true });
  assert.deepEqual(classes(trace), ['orphan']);
});

test('when a trace may enter at another service only, then an entry elsewhere is an orphan', () => {
  const trace = withSpan(traceOf(whole), 'A', { parentId: 'outside', parentIsRemote: true });
  assert.deepEqual(classes(trace, { entryServices: ['front'] }), []);
  assert.deepEqual(classes(trace, { entryServices: ['elsewhere'] }), ['orphan', 'no-root']);
});

test('when two spans name no parent, then the trace has several roots', () => {
  const defects = auditTrace(traceOf(`${whole}; D server @front [0,50]`));
  assert.deepEqual(
    defects.map(defect => [defect.class, defect.sentence]),
    [['several-roots', 'The trace has 2 spans without a parent, among them "A" (front), "D" (front).']],
  );
});

test('when spans are each other’s parents, then the circle is one defect and the trace has no root', () => {
  const circle = [
    span({ name: 'A', parentId: 'B' }),
    span({ name: 'B', parentId: 'A' }),
    span({ name: 'C', parentId: 'B' }),
  ];
  assert.deepEqual(classes(traceFrom(circle)), ['no-root', 'cycle']);
});

test('when an id occurs twice, then it is reported and the first span stays', () => {
  const trace = traceFrom([...traceOf(whole).spans, span({ name: 'again', spanId: 'C', startNano: 30_000_000 })]);
  assert.deepEqual(classes(trace), ['duplicate-span-id']);
  assert.equal(trace.spans.find(each => each.spanId === 'C')?.name, 'C');
});
