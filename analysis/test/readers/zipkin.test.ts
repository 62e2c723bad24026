import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditTrace } from '../../src/integrity/index.ts';
import type { Trace } from '../../src/model/index.ts';
import { readTraces } from '../../src/readers/index.ts';

const zipkinSpan = (changes: Record<string, unknown>) => ({
  traceId: '8448eb211c80319c',
  id: '0000000000000001',
  name: 'get',
  timestamp: 1_790_000_000_123_456,
  duration: 1500,
  localEndpoint: { serviceName: 'front' },
  ...changes,
});

test('when spans come as one flat array with 64-bit trace ids, then they are read and the ids padded', () => {
  const { traces } = readTraces([zipkinSpan({ kind: 'SERVER', tags: { 'http.method': 'GET', error: '503' } })]);
  assert.equal(traces[0]?.traceId, '00000000000000008448eb211c80319c');
  const span = traces[0]?.spans[0];
  assert.equal(span?.kind, 'server');
  assert.equal(span?.status, 'error');
  assert.equal(span?.statusMessage, '503');
});

test('when tags tell which instance and version of a service a span is of, then they are its resource’s', () => {
  const tags = { 'service.instance.id': 'front-1', 'service.version': '2.0', 'http.route': '/' };
  const span = readTraces([zipkinSpan({ tags })]).traces[0]?.spans[0];
  assert.deepEqual(span?.resource.attributes, {
    'service.name': 'front',
    'service.instance.id': 'front-1',
    'service.version': '2.0',
  });
  assert.deepEqual(span?.attributes, { 'http.route': '/' });
});

// client half a  |-------------|      id 1
// server half b     |-------|         id 1, shared
// child of b         |----|           parent 1, at the service of b
test('when client and server share one id, then the server is the client’s child and has its own children', () => {
  const back = { localEndpoint: { serviceName: 'back' } };
  const { traces } = readTraces([
    zipkinSpan({ kind: 'CLIENT' }),
    zipkinSpan({ kind: 'SERVER', shared: true, timestamp: 1_790_000_000_123_556, duration: 1000, ...back }),
    zipkinSpan({
      id: '0000000000000002',
      parentId: '0000000000000001',
      timestamp: 1_790_000_000_123_600,
      duration: 500,
      ...back,
    }),
  ]);
  const [client, server, child] = traces[0]?.spans ?? [];
  assert.deepEqual([client?.kind, server?.kind, child?.kind], ['client', 'server', 'internal']);
  assert.equal(server?.parentId, client?.spanId);
  assert.equal(child?.parentId, server?.spanId);
  assert.deepEqual(traces[0]?.duplicates, []);
});

// an edge whose caller is not traced: its id is its own
test('when a shared server is alone, then it keeps its id and parent, and its children', () => {
  const child = { id: '0000000000000002', parentId: '0000000000000001', kind: 'CLIENT' };
  const { traces } = readTraces([zipkinSpan({ kind: 'SERVER', shared: true }), zipkinSpan(child)]);
  const trace = traces[0] as Trace;
  assert.deepEqual(
    trace.spans.map(span => [span.spanId, span.parentId]),
    [
      ['0000000000000001', undefined],
      ['0000000000000002', '0000000000000001'],
    ],
  );
  assert.deepEqual(auditTrace(trace), []);
});

// producer a  |--|                          id 1
// consumers b     |---| |---|  |---| c      id 1, at three addresses of two services
test('when a message and its consumers share one id, then each consumer has its own children', () => {
  const consumers = [
    { serviceName: 'back', ipv4: '10.0.0.1' },
    { serviceName: 'back', ipv4: '10.0.0.2' },
    { serviceName: 'mail', ipv4: '10.0.0.3' },
  ].map((localEndpoint, index) => ({ localEndpoint, timestamp: 1_790_000_000_130_000 + index * 2_000 }));
  const spans = [
    zipkinSpan({ kind: 'PRODUCER' }),
    ...consumers.map(each => zipkinSpan({ kind: 'CONSUMER', shared: true, ...each })),
    ...consumers.map((each, index) =>
      zipkinSpan({ id: `000000000000001${index}`, parentId: '0000000000000001', ...each, duration: 500 }),
    ),
  ];
  for (const order of [spans, [...spans].reverse()]) {
    const trace = readTraces(order).traces[0] as Trace;
    assert.deepEqual(trace.duplicates, []);
    const [producer, ...others] = trace.spans;
    const halves = others.filter(({ kind }) => kind === 'consumer');
    assert.ok(halves.every(({ parentId }) => parentId === producer?.spanId));
    assert.equal(new Set(halves.map(({ spanId }) => spanId)).size, 3);
    const children = others.filter(({ kind }) => kind === 'internal');
    assert.deepEqual(
      children.map(({ parentId }) => parentId),
      halves.map(({ spanId }) => spanId),
    );
    assert.deepEqual(auditTrace(trace), []);
  }
});

test('when a half is reported twice, then that is a duplicate and no third half', () => {
  const server = zipkinSpan({ kind: 'SERVER', shared: true, localEndpoint: { serviceName: 'back' } });
  const trace = readTraces([zipkinSpan({ kind: 'CLIENT' }), server, server]).traces[0] as Trace;
  assert.deepEqual([trace.spans.length, trace.duplicates.length], [2, 1]);
});

test('when a duration has underflowed, then the span ends before it starts', () => {
  const text = JSON.stringify([zipkinSpan({})]).replace('"duration":1500', '"duration":18446744073709517944');
  const trace = readTraces(text).traces[0] as Trace;
  const [span] = trace.spans;
  assert.ok(span && span.endNano < span.startNano && span.startNano - span.endNano < 40_000_000);
  assert.deepEqual(
    auditTrace(trace).map(defect => defect.class),
    ['ends-before-start'],
  );
});

test('when a span has no timestamp, then it is skipped and counted', () => {
  const { traces, skipped } = readTraces([zipkinSpan({}), zipkinSpan({ id: '2', timestamp: undefined })]);
  assert.equal(traces[0]?.spans.length, 1);
  assert.equal(skipped[0]?.count, 1);
});
