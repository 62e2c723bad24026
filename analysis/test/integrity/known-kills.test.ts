import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditRun, auditTrace, type KnownKill } from '../../src/integrity/index.ts';
import { epochUnixNano, traceOf, withSpan } from '../support/spans.ts';

// A  |--------------------------|    root, at front
// ?      |- - - - - - - X            middle is killed at 60 ms, its span never arrives
// C          |------|                at back, its parent is absent
const killedAt60 = traceOf('A server @front [0,100]; C server @back <lost [20,50]');
const epochMs = Number(epochUnixNano / 1_000_000n);
const classes = (kill: KnownKill, trace = killedAt60) =>
  auditTrace(trace, { kills: [kill] }).map(defect => defect.class);

test('when the parent was in a process that was killed meanwhile, then it is lost, not an orphan', () => {
  assert.deepEqual(classes({ service: 'middle', atUnixMs: epochMs + 60 }), ['parent-lost-with-process']);
});

test('when the kill came before the child started, then the child is an orphan', () => {
  assert.deepEqual(classes({ service: 'middle', atUnixMs: epochMs + 10 }), ['orphan']);
});

test('when the kill came after the loss window, then the child is an orphan', () => {
  assert.deepEqual(classes({ service: 'middle', atUnixMs: epochMs + 1051, lossWindowMs: 1000 }), ['orphan']);
});

// A  |------|                               root, at front
// ?     |-|                                 middle sends a message, and is killed at 60 ms before it has told of that
// C                          |------|       back takes the message from its queue
const inQueue = traceOf('A server @front [0,30]; C consumer @back <lost [900,950]');

test('when the sender was killed while its message lay in the queue, then it is lost, not an orphan', () => {
  assert.deepEqual(classes({ service: 'middle', atUnixMs: epochMs + 60 }, inQueue), ['parent-lost-with-process']);
});

test('when the sender’s process was killed before the trace began, then the child is an orphan', () => {
  assert.deepEqual(classes({ service: 'middle', atUnixMs: epochMs - 60 }, inQueue), ['orphan']);
});

test('when the killed process is the child’s own, then a server span’s parent was not in it', () => {
  assert.deepEqual(classes({ service: 'back', atUnixMs: epochMs + 60 }), ['orphan']);
});

test('when an internal span lost its parent, then only a kill of its own instance explains it', () => {
  const resource = { service: 'back', attributes: { 'service.instance.id': 'i1' } };
  const trace = withSpan(killedAt60, 'C', { kind: 'internal', resource });
  const at = { service: 'back', atUnixMs: epochMs + 60 };
  assert.deepEqual(classes({ ...at, instanceId: 'i1' }, trace), ['parent-lost-with-process']);
  assert.deepEqual(classes({ ...at, instanceId: 'i2' }, trace), ['orphan']);
});

test('when the root itself was lost with its process, then the trace is not blamed for having none', () => {
  const trace = traceOf('C server @back <lost [20,50]; D internal @back <C [25,40]');
  assert.deepEqual(classes({ service: 'front', atUnixMs: epochMs + 60 }, trace), ['parent-lost-with-process']);
});

test('when a run is audited, then known losses count as loss but not as defective traces', () => {
  const audit = auditRun([killedAt60], { kills: [{ service: 'middle', atUnixMs: epochMs + 60 }] }, ['never-came']);
  assert.equal(audit.traces, 1);
  assert.equal(audit.tracesWithDefects, 0);
  assert.equal(audit.spansMissing, 1);
  assert.equal(audit.lossRate, 1 / 3);
  assert.deepEqual(audit.countByClass, { 'parent-lost-with-process': 1 });
  assert.deepEqual(audit.tracesMissing, ['never-came']);
});
