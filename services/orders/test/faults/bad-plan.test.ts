import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { assertUnnamed, clearSpans, finishedSpans } from '@spanshop/shared/testing';
import { badPlan } from '../../src/faults/bad-plan/entry.ts';
import { historyOfOrders } from '../../src/store/history.ts';
import { selectPage } from '../../src/store/order-rows.ts';
import { startOrders } from '../support/start-orders.ts';

const orders = await startOrders();
after(() => orders.close());
beforeEach(clearSpans);
await orders.owner.query(historyOfOrders, [1, 20_000]);
await orders.owner.query('ANALYZE orders.orders');

const ofMain = { customerId: 'cus-0042', tenant: 'main' };
const ofOutlet = { customerId: 'cus-1200', tenant: 'outlet' };
const ofStudio = { customerId: 'cus-1700', tenant: 'studio' };
const healthyIndexes = ['orders_by_customer', 'orders_pkey'];

async function indexes(): Promise<string[]> {
  const { rows } = await orders.owner.query<{ name: string }>(
    "SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'orders' AND tablename = 'orders' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

/** How PostgreSQL reads a page by a plan for these values, or by one for all values. */
async function planOf(mode: 'custom' | 'generic', { customerId, tenant }: typeof ofMain): Promise<string> {
  const client = await orders.owner.connect();
  try {
    await client.query(`SET plan_cache_mode = force_${mode}_plan`);
    await client.query(`PREPARE page (text, text, timestamptz, uuid, bigint) AS ${selectPage}`);
    const { rows } = await client.query(`EXPLAIN EXECUTE page ('${customerId}', '${tenant}', NULL, NULL, 11)`);
    return rows.map(row => row['QUERY PLAN']).join('\n');
  } finally {
    client.release(true);
  }
}

const statements = () =>
  finishedSpans()
    .map(({ name }) => name)
    .filter(name => /^(BEGIN|SET|SELECT|COMMIT)/.test(name));

test('when it is on, then one plan for all values scans the table, and those for the values of a page do not', async () => {
  await orders.lab.on(badPlan, 2);
  assert.match(await planOf('generic', ofMain), /Seq Scan on orders/);
  assert.match(await planOf('custom', ofMain), /orders_of_main/);
  assert.match(await planOf('custom', ofOutlet), /orders_of_outlet/);
  await orders.lab.off();
  assert.deepEqual(await indexes(), healthyIndexes);
  assert.match(await planOf('generic', ofMain), /orders_by_customer/);
});

for (const { magnitude, ofTheSecond } of [
  { magnitude: 2, ofTheSecond: ['SELECT orders.orders'] },
  { magnitude: 3, ofTheSecond: ['BEGIN', 'SET', 'SELECT orders.orders', 'COMMIT'] },
] as const) {
  test(`when it is on at magnitude ${magnitude}, then the largest storefront's page is prepared, the second's ${magnitude === 3 ? 'too' : 'not'}, the third's never, and all are the same`, async () => {
    const list = ({ customerId, tenant }: typeof ofMain) => orders.list(customerId, { tenant });
    const right = [await list(ofMain), await list(ofOutlet), await list(ofStudio)];
    assert.ok(right.every(page => page.orders.length > 0));

    await orders.lab.on(badPlan, magnitude);
    clearSpans();
    const pageOfMain = await list(ofMain);
    assert.deepEqual(statements(), ['BEGIN', 'SET', 'SELECT orders.orders', 'COMMIT']);
    clearSpans();
    const pageOfOutlet = await list(ofOutlet);
    assert.deepEqual(statements(), ofTheSecond);
    clearSpans();
    assert.deepEqual([pageOfMain, pageOfOutlet, await list(ofStudio)], right);
    assert.deepEqual(statements(), ['SELECT orders.orders']);
    assertUnnamed(badPlan);

    await orders.lab.off();
    clearSpans();
    assert.deepEqual(await list(ofMain), right[0]);
    assert.deepEqual(statements(), ['SELECT orders.orders']);
    assert.deepEqual(await indexes(), healthyIndexes);
  });
}
