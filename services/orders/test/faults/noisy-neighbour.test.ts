import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { inTransaction } from '@spanshop/shared/database';
import { assertUnnamed, clearSpans, finishedSpans, waitForSpans } from '@spanshop/shared/testing';
import { noisyNeighbour } from '../../src/faults/noisy-neighbour/entry.ts';
import { runReports } from '../../src/faults/noisy-neighbour/run-reports.ts';
import { startOrders } from '../support/start-orders.ts';

const orders = await startOrders();
after(() => orders.close());

/** Connections of orders' role. */
async function connections(): Promise<number> {
  const { rowCount } = await orders.owner.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = 'spanshop_orders'",
  );
  return rowCount ?? 0;
}

const { user, password, host, port, database } = orders.owner.options;
const ownerUrl = `postgres://${user}:${password}@${host}:${port}/${database}`;

/** The server's processes that make a report in the owner's name. */
async function reporting(): Promise<{ pid: number; waits: boolean }[]> {
  const { rows } = await orders.owner.query(
    `SELECT pid, wait_event_type IS NOT DISTINCT FROM 'Lock' AS waits FROM pg_stat_activity
     WHERE datname = current_database() AND usename = current_user AND query LIKE '%revenue_minor%' AND query NOT LIKE '%pg_stat_activity%'`,
  );
  return rows;
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

test('when the connection of a report breaks, then reports go on on another one', async () => {
  clearSpans();
  const background = runReports(ownerUrl);
  await background.begin(1);
  await waitForSpans(() => reports().length > 0);
  const [broken] = await reporting();
  await orders.owner.query('SELECT pg_terminate_backend($1)', [broken?.pid]);
  const made = reports().length;
  await waitForSpans(() => reports().length > made + 1);
  const [next] = await reporting();
  assert.ok(next && next.pid !== broken?.pid);
  await background.end();
});

test('when it ends while reports run, then nobody waits for those', { timeout: 20_000 }, async () => {
  const background = runReports(ownerUrl);
  await inTransaction(orders.owner, async transaction => {
    await transaction.query('LOCK TABLE orders.orders IN ACCESS EXCLUSIVE MODE');
    await background.begin(2);
    while ((await reporting()).filter(({ waits }) => waits).length < 2);
    await background.end();
    // A process of the server that is told to end is gone a moment later.
    while ((await reporting()).length > 0);
  });
});

test('when it ends before it began, as after a crash, and again after it ended, then there is nothing to end', async () => {
  const background = runReports(ownerUrl);
  await background.end();
  clearSpans();
  await background.begin(1);
  await waitForSpans(() => reports().length > 0);
  await background.end();
  await background.end();
  while ((await reporting()).length > 0);
  assert.equal((await orders.place()).status, 'confirmed');
});
