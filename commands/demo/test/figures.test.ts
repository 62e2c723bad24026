import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFigures } from '@spanshop/local/shoppers';
import { lineOf } from '../src/show-figures.ts';

test('when orders are seen again, then each counts once, as it was last seen', () => {
  const figures = createFigures();
  const [first, second] = [figures.addOrder(), figures.addOrder()];
  first('confirmed');
  second('confirmed');
  first('shipped');
  first('shipped');
  assert.deepEqual([...figures.ordersByStatus()].toSorted(), [
    ['confirmed', 1],
    ['shipped', 1],
  ]);
});

test('when figures are shown, then they stand in one line', () => {
  const linkTo = (traceId: string) => `http://store/api/v3/traces/${traceId}`;
  const figures = createFigures();
  figures.requests = 1_234;
  figures.addOrder()('shipped');
  const line = 'requests 1,234 · orders 1 (1 shipped) · traces 2 · spans 3,000 · errors 0';
  assert.equal(lineOf(figures, { traces: 2, spans: 3_000 }, linkTo), line);
  figures.lastTraceId = 'abc';
  figures.dropped = 5;
  assert.equal(
    lineOf(figures, { traces: 2, spans: 3_000 }, linkTo),
    `${line} · visits dropped 5 · last order http://store/api/v3/traces/abc`,
  );
});

test('when nobody says how many traces there are, then the line does without', () => {
  const line = lineOf(createFigures(), undefined, traceId => traceId);
  assert.equal(line, 'requests 0 · orders 0 · errors 0');
});
