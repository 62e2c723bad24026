import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { clearSpans, finishedSpans, waitForSpans } from '@spanshop/shared/testing';
import { noisyNeighbour } from '../../src/faults/noisy-neighbour/entry.ts';
import { assertUnnamed, startOrders } from '../support/start-orders.ts';

const orders = await startOrders();
after(() => orders.close());

/** Connections of orders' role. */
async function connections(): Promise<number> {
  const { rowCount } = await orders.owner.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = 'spanshop_orders'",
  );
  return rowCount ?? 0;
}

const reports = () => finishedSpans().filter(({ name }) => name === 'sales report');

test('when it is on, then so many reports run side by side and again and again, each a trace of its own; off ends them', async () => {
  // The pool has its connection.
  await orders.place();
  const before = await connections();
  clearSpans();
  await orders.lab.on(noisyNeighbour, 2);
  const spans = await waitForSpans(() => reports().length > 6);
  assert.equal(await connections(), before + noisyNeighbour.magnitudes.values[1]);
  for (const report of reports().slice(0, 6)) {
    assert.equal(report.parentSpanContext, undefined);
    const children = spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === report.spanContext().spanId);
    assert.deepEqual(
      children.map(({ name }) => name),
      ['SELECT orders.orders'],
    );
  }
  assert.equal((await orders.place()).status, 'confirmed');
  assertUnnamed(noisyNeighbour);

  await orders.lab.off();
  // The server sees a moment later that a client has left.
  while ((await connections()) > before);
  const made = reports().length;
  assert.equal((await orders.place()).status, 'confirmed');
  assert.equal(reports().length, made);
});

test('when it ends again, as after a crash, then there is nothing to end', async () => {
  await orders.lab.off();
  assert.equal((await orders.place()).status, 'confirmed');
});
