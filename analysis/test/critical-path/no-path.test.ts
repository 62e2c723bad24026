import assert from 'node:assert/strict';
import { test } from 'node:test';
import { criticalPath } from '../../src/critical-path/index.ts';
import { span, traceFrom, traceOf } from '../support/spans.ts';

test('when a trace is empty, then it has no path', () => {
  assert.deepEqual(criticalPath(traceFrom([])), []);
});

test('when all spans are each other’s parents, then there is no root and no path', () => {
  const circle = [span({ name: 'A', parentId: 'B' }), span({ name: 'B', parentId: 'A' })];
  assert.deepEqual(criticalPath(traceFrom(circle)), []);
});

test('when the walk is started inside a circle of parents, then it ends', () => {
  const circle = [span({ name: 'A', parentId: 'B' }), span({ name: 'B', parentId: 'A' })];
  assert.equal(criticalPath(traceFrom(circle), 0).length, 1);
});

test('when the root runs backwards, then it has no path, and a child that does is off the path', () => {
  assert.deepEqual(criticalPath(traceOf('A[50,10]; B<A[20,30]')), []);
  assert.equal(criticalPath(traceOf('A[0,50]; B<A[30,20]')).length, 1);
});

test('when the root was lost, then the first orphan stands for the request', () => {
  const trace = traceOf('B <lost[10,40]; C <B[20,30]');
  assert.deepEqual(
    criticalPath(trace).map(section => trace.spans[section.position]?.name),
    ['B', 'C', 'B'],
  );
});
