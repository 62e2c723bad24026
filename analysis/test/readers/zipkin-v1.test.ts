import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditTrace } from '../../src/integrity/index.ts';
import type { Trace } from '../../src/model/index.ts';
import { readTraces } from '../../src/readers/index.ts';

const front = { serviceName: 'front', ipv4: '10.0.0.1' };
const back = { serviceName: 'back', ipv4: '10.0.0.2' };
const at = (micro: number) => 1_790_000_000_000_000 + micro;
const ids = { traceId: '8448eb211c80319c', id: '0000000000000001', name: 'get' };
const annotation = (value: string, micro: number, endpoint: object) => ({ timestamp: at(micro), value, endpoint });

const bothSides = {
  ...ids,
  timestamp: at(0),
  duration: 1500,
  annotations: [
    annotation('cs', 0, front),
    annotation('sr', 200, back),
    annotation('cache miss', 300, back),
    annotation('ss', 1200, back),
    annotation('cr', 1500, front),
  ],
  binaryAnnotations: [
    { key: 'http.path', value: '/things', endpoint: front },
    { key: 'http.status_code', value: '500', endpoint: back },
    { key: 'sa', value: true, endpoint: back },
  ],
};
const local = {
  ...ids,
  id: '0000000000000002',
  parentId: '0000000000000001',
  timestamp: at(400),
  duration: 100,
  binaryAnnotations: [{ key: 'lc', value: 'cache', endpoint: back }],
};

const described = (trace: Trace | undefined) =>
  trace?.spans.map(({ kind, service, startNano, endNano, attributes, events }) => [
    kind,
    service,
    startNano / 1000,
    endNano / 1000,
    { ...attributes },
    events.map(({ name }) => name),
  ]);

test('when a span of Zipkin v1 has both sides of a call, then they are a client and a server with their own tags', () => {
  const { traces, skipped } = readTraces([[bothSides, local]]);
  assert.deepEqual(skipped, []);
  assert.deepEqual(described(traces[0]), [
    ['client', 'front', 0, 1500, { 'http.path': '/things', 'service.peer.name': 'back' }, []],
    ['server', 'back', 200, 1200, { 'http.status_code': '500' }, ['cache miss']],
    ['internal', 'back', 400, 500, { lc: 'cache' }, []],
  ]);
  const [client, server, child] = traces[0]?.spans ?? [];
  assert.deepEqual([server?.parentId, child?.parentId], [client?.spanId, server?.spanId]);
  assert.deepEqual(auditTrace(traces[0] as Trace), []);
});

test('when the sides come in spans of their own under one id, then they are put together alike', () => {
  const side = (service: object) => ({
    ...bothSides,
    annotations: bothSides.annotations.filter(({ endpoint }) => endpoint === service),
    binaryAnnotations: bothSides.binaryAnnotations.filter(({ key, endpoint }) => key === 'sa' || endpoint === service),
  });
  const client = { ...side(front) };
  const server = { ...ids, annotations: side(back).annotations, binaryAnnotations: [] };
  const kinds = readTraces([[server, client]]).traces[0]?.spans.map(({ kind, startNano }) => [kind, startNano / 1000]);
  assert.deepEqual(kinds, [
    ['client', 0],
    ['server', 200],
  ]);
});

test('when a message was sent and received, then producer and consumer share it', () => {
  const sent = { ...ids, timestamp: at(0), duration: 50, annotations: [annotation('ms', 0, front)] };
  const received = { ...ids, timestamp: at(900), duration: 80, annotations: [annotation('mr', 900, back)] };
  const trace = readTraces([[sent, received]]).traces[0];
  assert.deepEqual(
    trace?.spans.map(({ kind, service }) => [kind, service]),
    [
      ['producer', 'front'],
      ['consumer', 'back'],
    ],
  );
  assert.equal(trace?.spans[1]?.parentId, trace?.spans[0]?.spanId);
});
