import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasHttpPart, isWhole } from '@spanshop/local/traces';
import { checkTrace } from '../../src/once/checks.ts';
import { type ExampleSpan, traceOf, wholeOrder } from './example-trace.ts';

const atAcquirer = [
  { method: 'POST', path: '/v1/captures', headers: { host: 'acquirer', accept: 'application/json' } },
];

function failures(spans: readonly ExampleSpan[], received: Parameters<typeof checkTrace>[1] = atAcquirer): string[] {
  return checkTrace(traceOf(spans), received)
    .filter(({ passed }) => !passed)
    .map(({ sentence }) => sentence);
}

const without = (...ids: string[]) => wholeOrder.filter(({ id }) => !ids.includes(id));
const changed = (id: string, change: Partial<ExampleSpan>) =>
  wholeOrder.map(span => (span.id === id ? { ...span, ...change } : span));

test('when a trace is whole, then every check passes', () => {
  assert.deepEqual(failures(wholeOrder), []);
  assert.ok(isWhole(traceOf(wholeOrder)));
});

test('when the asynchronous part has not come, then the HTTP part is there and the trace is not whole', () => {
  const trace = traceOf(without('a'));
  assert.ok(hasHttpPart(trace));
  assert.ok(!isWhole(trace));
});

const defects: readonly (readonly [name: string, spans: readonly ExampleSpan[], expected: RegExp])[] = [
  ['the root has not come', without('1'), /is not in the trace/],
  ['a call has no other end', without('5'), /nothing answers to "call inventory" \(orders\)/],
  ['a message was not processed', without('a'), /nothing answers to "send order.confirmed" \(orders\)/],
  ['there are two roots', changed('7', { kind: 'INTERNAL', parent: '' }), /2 spans without a parent/],
  ['a hop hangs on the wrong parent', changed('5', { parent: '9' }), /has the child SERVER "POST \/quotes"/],
  ['a hop skips the call', changed('5', { parent: '3' }), /nothing answers to "call inventory" \(orders\)/],
  ['a span lies outside the trace', changed('4', { from: 15, to: 300 }), /after the trace's root/],
  [
    'baggage is lost on the way',
    changed('a', { attributes: { 'shop.tenant': 'main' } }),
    /shop.customer_tier is absent on "process/,
  ],
  [
    'baggage changes on the way',
    changed('7', { attributes: { 'shop.tenant': 'outlet', 'shop.customer_tier': 'gold' } }),
    /shop.tenant is "outlet"/,
  ],
  ['a service is missing', without('a'), /The service fulfillment has no span/],
];
for (const [name, spans, expected] of defects) {
  test(`when ${name}, then a check fails and says so`, () => {
    assert.ok(!isWhole(traceOf(spans)));
    assert.match(failures(spans).join('\n'), expected);
  });
}

for (const header of ['traceparent', 'tracestate', 'baggage', 'b3', 'x-b3-traceid', 'x-timeout-ms']) {
  test(`when ${header} reaches the acquirer, then a check fails and names it`, () => {
    const leaked = [{ method: 'POST', path: '/v1/captures', headers: { host: 'acquirer', [header]: 'x' } }];
    assert.match(failures(wholeOrder, leaked).join('\n'), new RegExp(`carried ${header}$`));
  });
}

test('when nothing reached the acquirer, or more than the trace shows, then a check fails', () => {
  assert.match(failures(wholeOrder, []).join('\n'), /nothing reached the acquirer/);
  assert.match(failures(wholeOrder, [...atAcquirer, ...atAcquirer]).join('\n'), /got 2 requests and the trace has 1/);
});
