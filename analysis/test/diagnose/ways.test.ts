import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareWindows } from '../../src/diagnose/comparison.ts';
import { edgeChanges } from '../../src/diagnose/explanations/edge-changes.ts';
import { waysOf } from '../../src/diagnose/explanations/ways.ts';
import { windowAs } from '../accuracy/index.ts';
import { changed, type Step, type System, work } from '../generator/index.ts';

const calling = (preMs: number): readonly Step[] =>
  ['GET /a', 'GET /b', 'GET /c'].map(route => ({ do: 'call', operation: `shop ${route}`, preMs }));
const healthy: System = {
  operations: {
    'front GET /': { steps: calling(0.4) },
    'shop GET /a': { steps: [work(5)] },
    'shop GET /b': { steps: [work(5)] },
    'shop GET /c': { steps: [work(5)] },
  },
  entries: [{ operation: 'front GET /', weight: 1 }],
};
const late = changed(healthy, { 'front GET /': { steps: calling(1.1) } });

// front's span is the one that all three calls belong to: it waits 2 ms longer each time that it runs.
test('when one operation calls several routes of a service without spans of its own, then it is counted once for all of them', () => {
  const comparison = compareWindows(windowAs('servers-only', healthy, 1), windowAs('servers-only', late, 2));
  const edges = edgeChanges(comparison, 'edge-pre').filter(({ caller }) => caller === 'front');
  const ways = waysOf(comparison).filter(({ from }) => from === 'front');
  assert.deepEqual(
    edges.map(({ callee, grew }) => [callee, grew]),
    [['shop', true]],
  );
  assert.deepEqual(
    ways.map(({ to, grew }) => [to, grew]),
    [['shop', true]],
  );
});
