import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { assertUnnamed, clearSpans, finishedSpans } from '@spanshop/shared/testing';
import { largeResult } from '../../src/faults/large-result/entry.ts';
import { startOrders } from '../support/start-orders.ts';

const orders = await startOrders();
after(() => orders.close());
beforeEach(clearSpans);

const customerId = 'cus-0119';
for (let count = 0; count < 5; count += 1) await orders.place({ customerId });
for (const neighbour of ['cus-0100', 'cus-0101', 'cus-0118', 'cus-0199', 'cus-0200']) {
  await orders.place({ customerId: neighbour });
}
await orders.place({ customerId, tenant: 'outlet' });
// All at one time: the order of equal times is by id, and no page may lose or repeat one.
await orders.owner.query(
  `UPDATE orders.orders SET placed_at = '2026-01-01' WHERE customer_id = '${customerId}' AND id IN
     (SELECT id FROM orders.orders WHERE customer_id = '${customerId}' ORDER BY placed_at LIMIT 3)`,
);

const rowsRead = () =>
  finishedSpans()
    .filter(({ name }) => name === 'SELECT orders.orders')
    .map(({ attributes }) => attributes['db.response.returned_rows']);

async function pages() {
  const listed = [];
  let cursor: string | undefined;
  do {
    const page = await orders.list(customerId, { limit: 2, ...(cursor ? { cursor } : {}) });
    listed.push(page);
    cursor = page.nextCursor;
  } while (cursor);
  return listed;
}

for (const { magnitude, rows } of [
  { magnitude: 1, rows: 5 },
  { magnitude: 2, rows: 8 },
  { magnitude: 3, rows: 9 },
] as const) {
  test(`when it is on at magnitude ${magnitude}, then ${rows} rows come for each page of two, and the pages are the same`, async () => {
    const right = await pages();
    assert.deepEqual(rowsRead(), [3, 3, 1]);
    clearSpans();

    await orders.lab.on(largeResult, magnitude);
    assert.deepEqual(await pages(), right);
    assert.deepEqual(rowsRead(), [rows, rows, rows]);
    assertUnnamed(largeResult);

    await orders.lab.off();
    clearSpans();
    assert.deepEqual(await pages(), right);
    assert.deepEqual(rowsRead(), [3, 3, 1]);
  });
}
