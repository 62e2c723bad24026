import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTraces, UnreadableInputError } from '../../src/readers/index.ts';
import { readDocument } from '../../src/readers/read-document.ts';
import { otlpDocument } from '../../src/writers/index.ts';
import { generateTraces, ticketSystem } from '../generator/index.ts';

const traces = [...generateTraces({ system: ticketSystem, requests: 20, seed: 3, fromUnixMs: 1_790_000_000_000 })];
const answer = { result: otlpDocument(traces) };

test('when a document that was parsed is read, then its traces are those of its text', () => {
  const { traces: read, skipped } = readDocument(answer);
  const inOrder = read.toSorted((a, b) => (a.traceId < b.traceId ? -1 : 1));
  const fromText = readTraces(JSON.stringify(answer)).traces.toSorted((a, b) => (a.traceId < b.traceId ? -1 : 1));
  assert.deepEqual(inOrder, fromText);
  assert.deepEqual(skipped, []);
});

test('when a span of it cannot be used, then the others are read and it is counted', () => {
  const damaged = {
    resourceSpans: [...answer.result.resourceSpans, { scopeSpans: [{ spans: [{ name: 'no ids' }] }] }],
  };
  const { traces: read, skipped } = readDocument(damaged);
  assert.equal(read.length, traces.length);
  assert.deepEqual(
    skipped.map(({ count, reason }) => [count, reason]),
    [[1, 'a span has no valid trace id']],
  );
});

test('when it is no format that is known, then it is refused', () => {
  assert.throws(() => readDocument({ orders: [] }), UnreadableInputError);
});
