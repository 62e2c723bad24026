import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test('when a span has no timestamp, then it is skipped and counted', () => {
  const { traces, skipped } = readTraces([zipkinSpan({}), zipkinSpan({ id: '2', timestamp: undefined })]);
  assert.equal(traces[0]?.spans.length, 1);
  assert.equal(skipped[0]?.count, 1);
});
