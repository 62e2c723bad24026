import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeShares, pathParts } from '../../web/src/trace/path-parts.ts';
import { spanAt, type TraceView, traceViewFrom } from '../../web/src/trace/trace-view.ts';
import { visibleRows } from '../../web/src/trace/visible-rows.ts';
import { largeTrace, oddTrace, orderTrace } from '../support/odd-trace.ts';
import { otlpTrace, traceIdOf } from '../support/otlp-trace.ts';

const startUnixMs = 1_790_000_000_000;
const order = traceViewFrom(orderTrace(traceIdOf(1), startUnixMs));
const namesOf = (view: TraceView, rows: Iterable<number>) => [...rows].map(position => spanAt(view, position).name);
const everything = { collapsed: new Set<number>(), showFolded: true };

test('when a trace is shown, then each span stands below its parent, in the order in which they begin', () => {
  assert.deepEqual(namesOf(order, visibleRows(order, everything)), [
    'POST /orders',
    'pg-pool.connect',
    'place order',
    'SELECT stock',
    'charge',
    'send order.confirmed',
    'process order.confirmed',
    'INSERT shipments',
  ]);
});

test('when short connects are folded, then nothing else is', () => {
  const folded = visibleRows(order, { ...everything, showFolded: false });
  assert.deepEqual(
    namesOf(order, visibleRows(order, everything)).filter(name => !namesOf(order, folded).includes(name)),
    ['pg-pool.connect'],
  );
});

test('when a span is collapsed, then all below it are hidden, and what follows is not', () => {
  const placing = order.trace.spans.findIndex(({ name }) => name === 'send order.confirmed');
  const rows = namesOf(order, visibleRows(order, { ...everything, collapsed: new Set([placing]) }));
  assert.ok(rows.includes('send order.confirmed') && !rows.includes('INSERT shipments'), String(rows));
  assert.equal(rows.length, 6);
});

test('when work was handed over by a message, then nobody waited for it, nor for what is below it', () => {
  const afterwards = order.isAfterwards.flatMap((is, position) => (is ? [spanAt(order, position).name] : []));
  assert.deepEqual(afterwards.sort(), ['INSERT shipments', 'process order.confirmed']);
});

test('when the request is told by what it waited for, then its parts last as long as it did, the largest first', () => {
  const parts = pathParts(order);
  assert.equal(
    parts.reduce((sum, { totalMs }) => sum + totalMs, 0),
    80,
  );
  assert.deepEqual(
    parts.slice(0, 2).map(({ service, operation, cause, totalMs }) => [service, operation, cause, totalMs]),
    [
      ['payments', 'charge', 'own', 35],
      ['inventory', 'SELECT stock', 'database', 20],
    ],
  );
  const shares = causeShares(order);
  assert.equal(shares[0]?.cause, 'own');
  assert.ok(Math.abs(shares.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
});

test('when a trace is odd in every way, then all of its spans are shown once, and what is odd is said', () => {
  const odd = traceViewFrom(oddTrace(traceIdOf(2), startUnixMs));
  assert.equal(odd.trace.spans.length, 12);
  assert.deepEqual(
    [...visibleRows(odd, everything)].sort((a, b) => a - b),
    [...odd.trace.spans.keys()],
  );
  for (const word of [/77|parent/, /ancestor|circle|cycle/i, /end/]) {
    assert.ok(
      odd.oddities.some(sentence => word.test(sentence)),
      `${word}: ${odd.oddities.join(' ')}`,
    );
  }
});

test('when a trace is nested 20,000 deep, then it is shown without exhausting the stack', () => {
  const given = largeTrace(traceIdOf(3), startUnixMs, 20_000) as {
    resourceSpans: { scopeSpans: { spans: { spanId: string; parentSpanId?: string }[] }[] }[];
  };
  const spans = given.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(scope => scope.spans));
  spans.forEach((span, index) => {
    const above = spans[index - 1];
    if (above) span.parentSpanId = above.spanId;
  });
  const deep = traceViewFrom(given);
  assert.equal(visibleRows(deep, everything).length, 20_000);
  assert.equal(deep.below[deep.order[0] as number], 19_999);
});

test('when spans do not say their kind, then calls and clocks are told by the spans around them, and that is said', () => {
  const unsaid = traceViewFrom(
    otlpTrace(traceIdOf(4), startUnixMs, [
      { id: 1, service: 'front', kind: 0, from: 0, to: 100 },
      { id: 2, parent: 1, service: 'front', kind: 0, from: 10, to: 90 },
      { id: 3, parent: 2, service: 'cart', kind: 0, from: 5_020, to: 5_080 },
    ]),
  );
  assert.deepEqual(
    unsaid.trace.spans.map(({ kind }) => kind),
    ['server', 'client', 'server'],
  );
  assert.deepEqual(
    unsaid.corrections.map(({ service, byNano }) => [service, byNano]),
    [['cart', -5_000e6]],
  );
  assert.ok(unsaid.oddities.some(sentence => /^3 spans do not say their kind/.test(sentence)));
  const said = traceViewFrom(otlpTrace(traceIdOf(4), startUnixMs, [{ id: 1, kind: 2, from: 0, to: 100 }]));
  assert.deepEqual(said.oddities, []);
});

test('when the answer has no span, then that is an error', () => {
  assert.throws(() => traceViewFrom({ resourceSpans: [] }), /no span/);
});
