import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTraces } from '@spanshop/analysis/readers';
import { hasAttributes } from '../src/domain/has-attributes.ts';
import { linkingSpans } from '../src/domain/linking-spans.ts';
import { summariseTrace } from '../src/domain/summarise-trace.ts';
import { otlpTrace, traceIdOf } from './support/otlp-trace.ts';

const [trace] = readTraces(
  otlpTrace(traceIdOf(1), 1_790_000_000_000, [
    {
      id: 1,
      service: 'gateway',
      from: 0,
      to: 10,
      attributes: { 'shop.tenant': 'main', 'http.response.status_code': 402 },
    },
    {
      id: 2,
      parent: 1,
      service: 'orders',
      from: 1,
      to: 2,
      isError: true,
      events: [{ name: 'e', at: 1, attributes: { step: 'charge' } }],
    },
  ]),
).traces;

for (const [wanted, isFound] of [
  [{}, true],
  [{ 'shop.tenant': 'main' }, true],
  [{ 'shop.tenant': 'outlet' }, false],
  [{ 'http.response.status_code': '402', 'shop.tenant': 'main' }, true],
  [{ error: 'true' }, true],
  [{ error: 'false' }, false],
  [{ step: 'charge', error: 'true' }, true],
  [{ 'service.name': 'orders' }, true],
  [{ 'resource.service.name': 'orders', error: 'true' }, true],
  [{ 'span.kind': 'server' }, true],
] as const) {
  test(`when ${JSON.stringify(wanted)} is wanted of one span, then the trace ${isFound ? 'is' : 'is not'} found`, () => {
    assert.ok(trace);
    assert.equal(hasAttributes(trace, wanted), isFound);
  });
}

test('when two attributes are on different spans, then the trace is not found', () => {
  assert.ok(trace);
  assert.equal(hasAttributes(trace, { 'shop.tenant': 'main', error: 'true' }), false);
});

test('when services are called as what every object has, then their spans are counted like others', () => {
  const strange = ['constructor', '__proto__', 'gateway', 'constructor'];
  const spans = strange.map((service, at) => ({ id: at + 1, parent: at, service, from: at, to: 9 }));
  const [given] = readTraces(otlpTrace(traceIdOf(2), 1_790_000_000_000, spans)).traces;
  assert.ok(given);
  assert.deepEqual(Object.entries(summariseTrace(given)?.services ?? {}), [
    ['constructor', 2],
    ['__proto__', 1],
    ['gateway', 1],
  ]);
});

test('when strangers give long names, then a list has 200 characters of each', () => {
  const long = 'n'.repeat(5_000);
  const attributes = {
    'http.request.method': 'GET',
    'http.route': long,
    'shop.tenant': long,
    'shop.load.run_id': long,
  };
  const span = { id: 1, service: long, kind: 2, from: 0, to: 1, attributes, links: [{ traceId: traceIdOf(1), id: 1 }] };
  const [given] = readTraces(otlpTrace(traceIdOf(3), 1_790_000_000_000, [span])).traces;
  assert.ok(given);
  const cut = long.slice(0, 200);
  const { service, operation, storefront, loadRun, services } = summariseTrace(given) ?? {};
  assert.deepEqual([service, storefront, loadRun, services], [cut, cut, cut, { [cut]: 1 }]);
  const [linking] = linkingSpans(traceIdOf(1), given);
  assert.deepEqual([linking?.service, linking?.operation, operation], [cut, operation, `GET ${long}`.slice(0, 200)]);
});
