import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertUnnamed, clearSpans } from '@spanshop/shared/testing';
import { dropIndexes } from '../../src/faults/missing-index/drop-indexes.ts';
import { missingIndex } from '../../src/faults/missing-index/entry.ts';
import { startOrders } from '../support/start-orders.ts';

const orders = await startOrders();
after(() => orders.close());

const byCustomer = 'orders_by_customer';
const ofLines = 'order_items_pkey';

async function indexes(): Promise<string[]> {
  const { rows } = await orders.owner.query<{ name: string }>(
    `SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'orders' AND indexname = ANY ($1) ORDER BY 1`,
    [[byCustomer, ofLines]],
  );
  return rows.map(({ name }) => name);
}

for (const { magnitude, left } of [
  { magnitude: 1, left: [ofLines] },
  { magnitude: 2, left: [ofLines] },
  { magnitude: 3, left: [byCustomer] },
] as const) {
  test(`when it is on at magnitude ${magnitude}, then that index is gone, the page is the same, and off makes it again`, async () => {
    const customerId = `cus-000${magnitude}`;
    await orders.place({ customerId });
    await orders.place({ customerId });
    const page = await orders.list(customerId);
    clearSpans();

    await orders.lab.on(missingIndex, magnitude);
    assert.deepEqual(await indexes(), left);
    assert.deepEqual(await orders.list(customerId), page);
    assert.equal((await orders.place({ customerId: 'cus-0009' })).status, 'confirmed');
    assertUnnamed(missingIndex);

    await orders.lab.off();
    assert.deepEqual(await indexes(), [ofLines, byCustomer]);
    assert.deepEqual(await orders.list(customerId), page);
  });
}

test('when the process dies while it is on, then the next one makes the index again', async () => {
  await orders.lab.on(missingIndex, 3);
  const { user, password, host, port, database } = orders.owner.options;
  const nextProcess = dropIndexes(`postgres://${user}:${password}@${host}:${port}/${database}`);
  await nextProcess.end();
  await nextProcess.end();
  assert.deepEqual(await indexes(), [ofLines, byCustomer]);
});
