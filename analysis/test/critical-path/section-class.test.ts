import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classSections, criticalPath } from '../../src/critical-path/index.ts';
import type { Attributes, SpanKind, Trace } from '../../src/model/index.ts';
import { traceOf, withSpan } from '../support/spans.ts';

const classesOf = (trace: Trace) =>
  classSections(trace, criticalPath(trace)).map(
    ({ position, startNano, endNano, class: kind }) =>
      `${trace.spans[position]?.name}${startNano / 1e6}-${endNano / 1e6} ${kind}`,
  );

// A  |------------------------|   server at front
// B    |--------------------|     client
// C        |----------|           server at back
//    self pre  self    post self
test('when a client waits for a server, then its own time is before and after the server', () => {
  const trace = traceOf('A server @front[0,100]; B client @front<A[10,90]; C server @back<B[30,60]');
  assert.deepEqual(classesOf(trace), [
    'A90-100 self',
    'B60-90 edge-post',
    'C30-60 self',
    'B10-30 edge-pre',
    'A0-10 self',
  ]);
});

// B    |--------------------|     client
// C |-------|                     server of which only a part fits
test('when the server span lies partly before its client, then there is no time before it', () => {
  const trace = traceOf('B client @front[10,90]; C server @back<B[5,30]');
  assert.deepEqual(classesOf(trace), ['B30-90 edge-post', 'C10-30 self']);
});

// The server lasts until the client ends but its reported time is empty where it was clipped: B's own time is one piece,
// cut at the server's start.
test('when a server span does not last, then the client’s own time is cut at it', () => {
  const trace = traceOf('B client @front[10,90]; C server @back<B[30,30]');
  assert.deepEqual(classesOf(trace), ['B30-90 edge-post', 'B10-30 edge-pre']);
});

const kinds: readonly (readonly [
  what: string,
  kind: SpanKind,
  name: string,
  attributes: Attributes,
  expected: string,
])[] = [
  ['a query', 'client', 'SELECT', { 'db.system.name': 'postgresql', 'db.query.summary': 'SELECT things' }, 'db'],
  ['a query of older conventions', 'client', 'find', { 'db.system': 'mongodb', 'db.statement': '{}' }, 'db'],
  ['a call to a peer without spans', 'client', 'POST', { 'server.address': 'bank.example' }, 'external'],
  ['a wait by pool name', 'internal', 'wait', { 'db.client.connection.pool.name': 'p' }, 'pool-wait'],
  ['a wait by a common name', 'client', 'pg-pool.connect', { 'db.system.name': 'postgresql' }, 'pool-wait'],
  [
    'a query that names its pool',
    'client',
    'SELECT',
    { 'db.system.name': 'x', 'db.query.text': 'q', 'pool.name': 'p' },
    'db',
  ],
  ['a wait for a lock', 'internal', 'wait', { 'any.lock.name': 'stock' }, 'lock-wait'],
  ['a wait for a mutex by name', 'internal', 'acquire mutex', {}, 'lock-wait'],
  ['a wait for a message', 'consumer', 'receive', { 'messaging.operation.type': 'receive' }, 'messaging-wait'],
  ['own work', 'internal', 'compute blockchain', {}, 'self'],
];

for (const [what, kind, name, attributes, expected] of kinds) {
  test(`when a section is ${what}, then its class is ${expected}`, () => {
    const trace = withSpan(traceOf(`A[0,50]; B ${kind}<A[10,40]`), 'B', { name, attributes });
    assert.equal(classesOf(trace)[1], `${name}10-40 ${expected}`);
  });
}

// A  |--------------------------|     front: no spans of its calls
// B     |----|                        cart
// C             |---|                 stock
// D                     |-|           a query of front
//    pre     post/pre post      self
test('when calls have no spans of their own, then the time beside the callees is that of the ways, halved between two', () => {
  const direct = 'A server @front[0,100]; B server @cart<A[10,30]; C server @stock<A[50,60]; D client @front<A[80,90]';
  assert.deepEqual(classesOf(traceOf(direct)), [
    'A90-100 self',
    'D80-90 external',
    'A60-80 edge-post',
    'C50-60 self',
    'A40-50 edge-pre',
    'A30-40 edge-post',
    'B10-30 self',
    'A0-10 edge-pre',
  ]);
  const within = direct.replaceAll(/@\w+/g, '@front');
  assert.ok(
    classesOf(traceOf(within)).every(each => !each.includes('edge')),
    'within one service nothing is on its way',
  );
});

test('when a thousand calls have no spans of their own, then nobody looks at all of them for each', () => {
  const calls = Array.from({ length: 1000 }, (_, i) => `B${i} server @cart<A[${10 * i + 1},${10 * i + 9}]`);
  const trace = traceOf(['A server @front[0,10000]', ...calls].join(';'));
  assert.equal(classesOf(trace).filter(each => each.startsWith('A') && each.endsWith('self')).length, 1001);
});
