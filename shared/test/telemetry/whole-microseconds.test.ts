import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { onWholeMicroseconds } from '../../src/telemetry/refinements/whole-microseconds.ts';

test('when a span starts between two microseconds, then Zipkin is told the one before, and all else as it is', () => {
  const span = { name: 'charge', startTime: [1_795_000_000, 123_456_789] } as unknown as ReadableSpan;
  const exported: ReadableSpan[] = [];
  const exporter = { export: (spans: ReadableSpan[]) => void exported.push(...spans), shutdown: async () => {} };
  onWholeMicroseconds(exporter).export([span], () => {});
  assert.deepEqual(exported[0]?.startTime, [1_795_000_000, 123_456_000]);
  assert.equal(exported[0]?.name, 'charge');
  assert.deepEqual(span.startTime, [1_795_000_000, 123_456_789]);
});
