import assert from 'node:assert/strict';
import { test } from 'node:test';
import { criticalPath } from '../../src/critical-path/index.ts';
import { auditTrace } from '../../src/integrity/index.ts';
import type { Trace } from '../../src/model/index.ts';
import { readTraces } from '../../src/readers/index.ts';

const ownTraceId = '0af7651916cd43dd8448eb211c80319c';
const jaegerSpan = (changes: Record<string, unknown>) => ({
  traceID: ownTraceId,
  spanID: 'b7ad6b7169203331',
  operationName: 'GET /things',
  references: [],
  startTime: 1_790_000_000_123_456,
  duration: 1500,
  tags: [],
  logs: [],
  processID: 'p1',
  ...changes,
});
const read = (...spans: unknown[]) =>
  readTraces({ data: [{ traceID: ownTraceId, spans, processes: { p1: { serviceName: 'shop', tags: [] } } }] });

test('when a span has tags, logs and references, then they become fields, events and links', () => {
  const tags = [
    { key: 'span.kind', type: 'string', value: 'client' },
    { key: 'otel.status_code', type: 'string', value: 'ERROR' },
    { key: 'otel.status_description', type: 'string', value: 'refused' },
    { key: 'otel.scope.name', type: 'string', value: 'lib' },
    { key: 'http.status_code', type: 'int64', value: 503 },
  ];
  const logs = [
    {
      timestamp: 1_790_000_000_123_500,
      fields: [
        { key: 'event', value: 'exception' },
        { key: 'n', value: 1 },
      ],
    },
  ];
  const references = [
    { refType: 'FOLLOWS_FROM', traceID: '1'.repeat(32), spanID: '2'.repeat(16) },
    { refType: 'CHILD_OF', traceID: ownTraceId, spanID: '00f067aa0ba902b7' },
  ];
  const span = read(jaegerSpan({ tags, logs, references })).traces[0]?.spans[0];
  assert.equal(span?.kind, 'client');
  assert.equal(span?.status, 'error');
  assert.equal(span?.statusMessage, 'refused');
  assert.equal(span?.scope.name, 'lib');
  assert.equal(span?.service, 'shop');
  assert.equal(span?.parentId, '00f067aa0ba902b7');
  assert.deepEqual(span?.attributes, { 'http.status_code': 503 });
  assert.deepEqual(span?.events, [{ name: 'exception', timeNano: 123_500_000, attributes: { n: 1 } }]);
  assert.deepEqual(span?.links, [{ traceId: '1'.repeat(32), spanId: '2'.repeat(16), attributes: {} }]);
  assert.equal((span?.endNano ?? 0) - (span?.startNano ?? 0), 1_500_000);
});

// root   |------------|
// after     |---------------|    FOLLOWS_FROM: nobody waited for it
test('when a span only follows from its parent, then it is off the critical path and may outlive the trace', () => {
  const root = jaegerSpan({ duration: 1000 });
  const reference = (refType: string) => ({ refType, traceID: ownTraceId, spanID: 'b7ad6b7169203331' });
  const after = (refType: string) =>
    jaegerSpan({ spanID: '1', startTime: 1_790_000_000_123_556, duration: 90_000, references: [reference(refType)] });
  const [following, child] = ['FOLLOWS_FROM', 'CHILD_OF'].map(type => read(root, after(type)).traces[0] as Trace);
  assert.deepEqual([following?.spans[1]?.parentId, following?.spans[1]?.followsFrom], ['b7ad6b7169203331', true]);
  assert.deepEqual([criticalPath(following as Trace).length, criticalPath(child as Trace).length], [1, 2]);
  assert.deepEqual(auditTrace(following as Trace), []);
  assert.deepEqual(
    auditTrace(child as Trace).map(defect => defect.class),
    ['outlives-trace'],
  );
});

test('when a duration has underflowed, then the span ends before it starts', () => {
  const document = JSON.stringify({
    data: [{ traceID: ownTraceId, spans: [jaegerSpan({ duration: 0 })], processes: {} }],
  });
  const { traces } = readTraces(document.replace('"duration":0', '"duration":18446744073709517944'));
  const [span] = traces[0]?.spans ?? [];
  assert.ok(span && span.endNano < span.startNano && span.startNano - span.endNano < 40_000_000);
});

test('when the process of a span is missing, then its service is unknown and the span is kept', () => {
  assert.equal(read(jaegerSpan({ processID: 'p9' })).traces[0]?.spans[0]?.service, 'unknown_service');
});

test('when a span has no duration or an id that is no id, then it is skipped and counted', () => {
  const { traces, skipped } = read(jaegerSpan({}), jaegerSpan({ duration: null }), jaegerSpan({ spanID: 'xyz' }));
  assert.equal(traces[0]?.spans.length, 1);
  assert.equal(
    skipped.reduce((sum, skip) => sum + skip.count, 0),
    2,
  );
});
