import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SpanContext, trace } from '@opentelemetry/api';
import { inTransaction, lockHolderName } from '@spanshop/shared/database';
import { clearSpans, finishedSpans, waitForSpans } from '@spanshop/shared/testing';
import request from 'supertest';
import { type StockOperation, withStockLock } from '../../src/store/lock-stock.ts';
import { startInventory } from '../support/start-inventory.ts';

const inventory = await startInventory();
after(inventory.close);
beforeEach(clearSpans);

const sku = 'sku-0007';
const reserve = () =>
  request(inventory.app)
    .post('/reservations')
    .send({ orderId: randomUUID(), items: [{ sku, quantity: 1 }] });
const waits = () => finishedSpans().filter(({ name }) => name === 'wait for stock lock');

/** Holds the product's row as a reservation would, in a trace of its own. */
async function holdFor(
  ms: number,
  operation: StockOperation,
): Promise<{ holder: SpanContext; done: Promise<unknown> }> {
  const held = Promise.withResolvers<SpanContext>();
  const done = trace.getTracer('test').startActiveSpan('holder', span =>
    withStockLock(inventory.database, operation, async (_transaction, lockStock) => {
      await lockStock([{ sku, quantity: 1 }]);
      held.resolve(span.spanContext());
      await sleep(ms);
    }).finally(() => span.end()),
  );
  return { holder: await held.promise, done };
}

test('when nobody holds the stock, then there is no wait, no span of one, and one statement takes the lock', async () => {
  assert.equal((await reserve()).status, 201);
  const spans = await waitForSpans(all => all.some(({ kind }) => kind === 1));
  assert.deepEqual(waits(), []);
  assert.equal(spans.filter(({ name }) => name === 'SELECT inventory.stock').length, 1);
});

test('when somebody holds the stock, then the wait is a span that lasts as long and links to the holder', async () => {
  const { holder, done } = await holdFor(250, 'ship stock');
  const answer = await reserve();
  await done;
  assert.equal(answer.status, 201);
  await waitForSpans(() => waits().length > 0);
  const [wait, ...more] = waits();
  assert.equal(more.length, 0);
  assert.equal(wait?.attributes['shop.lock.name'], 'inventory.stock');
  assert.equal(wait?.attributes['shop.lock.holder.operation'], 'POST /reservations/{orderId}/ship');
  assert.deepEqual(
    wait?.links.map(({ context: { traceId, spanId } }) => ({ traceId, spanId })),
    [{ traceId: holder.traceId, spanId: holder.spanId }],
  );
  assert.notEqual(wait?.spanContext().traceId, holder.traceId, 'the wait is in the trace of who waits');
  const [seconds = 0, nanos = 0] = wait?.duration ?? [];
  const waitedMs = seconds * 1_000 + nanos / 1e6;
  assert.ok(waitedMs > 100 && waitedMs < 1_000, String(waitedMs));
});

test('when the holder is not one of ours, then the wait is there and names nobody', async () => {
  const holder = inTransaction(inventory.database, async transaction => {
    await transaction.query('SELECT FROM inventory.stock WHERE sku = $1 FOR UPDATE', [sku]);
    await sleep(150);
  });
  await sleep(50);
  assert.equal((await reserve()).status, 201);
  await holder;
  await waitForSpans(() => waits().length === 1);
  assert.deepEqual(waits()[0]?.links, []);
  assert.equal(waits()[0]?.attributes['shop.lock.holder.operation'], undefined);
});

test('when the lock is not given in time, then the request fails as a whole and nothing is reserved', {
  timeout: 20_000,
}, async () => {
  await inventory.setStock(sku, 5);
  const { done } = await holdFor(5_600, 'reserve stock');
  const answer = await reserve();
  await done;
  assert.deepEqual([answer.status, answer.get('retry-after')], [503, '1']);
  assert.deepEqual([answer.body.code, answer.body.withoutEffect], ['database_unavailable', true]);
  assert.deepEqual((await inventory.stockOf(sku))?.reserved, 0);
  const [wait] = waits();
  assert.equal(wait?.status.code, 2);
  assert.equal((await reserve()).status, 201);
});

test('when a lock is taken, then it is named for as long as the transaction lasts and no longer', async () => {
  const nameShown = async (text: string, values: string[] = []) =>
    inTransaction(inventory.database, async transaction => {
      if (text) await transaction.query(text, values);
      const { rows } = await transaction.query<{ name: string }>("SELECT current_setting('application_name') AS name");
      return rows[0]?.name;
    });
  const name = lockHolderName('reserve stock');
  assert.equal(await nameShown("SELECT set_config('application_name', $1, true)", [name]), name);
  assert.notEqual(await nameShown(''), name);
});
