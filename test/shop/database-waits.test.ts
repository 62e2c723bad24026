import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { withClient } from '@spanshop/shared/database/bootstrap';
import { assertInvariants } from '../support/audit.ts';
import { orderEnd } from '../support/order-end.ts';
import { checkOut, checkoutBody, get, orderIdOf } from '../support/requests.ts';
import { limits } from '../support/shop-settings.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

const shop = await useShop();

/** What a busy machine may take on top of a deadline, in milliseconds. */
const slackMs = 500;

let key = '';
let customers = 400;
let customerId = '';
beforeEach(() => {
  key = randomUUID();
  customers += 1;
  customerId = `cus-0${customers}`;
});

async function order(theKey = key) {
  const startedAt = performance.now();
  const answer = await checkOut(shop.urls.gateway, checkoutBody({ customerId }), theKey);
  const tookMs = performance.now() - startedAt;
  assert.ok(tookMs < limits.gatewayMs + slackMs, `${tookMs} ms`);
  return answer;
}

async function ordersOfCustomer(): Promise<string[]> {
  const { rows } = await shop.auditor.query('SELECT id FROM orders.orders WHERE customer_id = $1', [customerId]);
  return rows.map(({ id }) => id);
}

/** Locks a table against everybody while somebody works; where it is to be at a moment, that moment comes first. */
function whileLocked<T>(table: string, work: () => Promise<T>, moment = async () => {}): Promise<T> {
  return withClient(shop.database.migrationUrl, async holder => {
    await holder.query('BEGIN');
    await moment();
    await holder.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    try {
      return await work();
    } finally {
      await holder.query('ROLLBACK');
    }
  });
}

/** The same key once more, when all is well again: one order, and everything in order. */
async function orderOnceMore(): Promise<void> {
  const again = await until('the lease of the key', order, ({ data }) => data.code !== 'request_running');
  assert.ok([201, 202].includes(again.status), `${again.status} ${JSON.stringify(again.data)}`);
  const orderId = orderIdOf(again);
  assert.equal((await orderEnd(shop, orderId)).status, 'confirmed');
  assert.deepEqual(await ordersOfCustomer(), [orderId]);
  await assertInvariants(shop);
}

test('when the customers are locked and 40 order at once, then each gets a 503 with Retry-After by the deadline, and nothing is ordered', async () => {
  const answers = await whileLocked('gateway.customers', () =>
    Promise.all(Array.from({ length: 40 }, () => order(randomUUID()))),
  );
  for (const { status, data, headers } of answers) {
    assert.deepEqual([status, data.code, headers['retry-after']], [503, 'database_unavailable', '1']);
  }
  assert.deepEqual(await ordersOfCustomer(), []);
  await orderOnceMore();
});

test('when orders cannot write the order, then nothing has happened: a 503, and the key is free at once', async () => {
  const answer = await whileLocked('orders.orders', () => order());
  assert.deepEqual([answer.status, answer.headers['retry-after']], [503, '1']);
  assert.equal((await order()).status, 201);
  assert.equal((await ordersOfCustomer()).length, 1);
  await assertInvariants(shop);
});

test("when orders' database does not answer as it writes the order, then whether there is one is not known: 202", async () => {
  shop.ordersDatabase.when(/INSERT INTO orders\.orders/, 'hold');
  assert.equal((await order()).status, 202);
  shop.ordersDatabase.release();
  await orderOnceMore();
});

test("when orders' whole database stands still, then an order that is looked up is a 503 with Retry-After by the deadline", async () => {
  const { data } = await order();
  const enough = 300;
  for (let held = 0; held < enough; held += 1) shop.ordersDatabase.when(/[\s\S]/, 'hold');
  const startedAt = performance.now();
  const { status, headers } = await get(`${shop.urls.gateway}/orders/${data.id}`);
  const tookMs = performance.now() - startedAt;
  assert.deepEqual([status, headers['retry-after']], [503, '1']);
  assert.ok(tookMs < limits.gatewayMs + slackMs, `${tookMs} ms`);
  shop.ordersDatabase.reset();
  const look = () => get(`${shop.urls.gateway}/orders/${data.id}`);
  await until('the order', look, answer => answer.status === 200);
});

test('when stock is locked, then the order fails, and nothing is charged or kept back', async () => {
  const answer = await whileLocked('inventory.reservations', () => order());
  assert.ok([202, 503].includes(answer.status), String(answer.status));
  const { status } = await orderEnd(shop, orderIdOf(answer));
  assert.equal(status, 'failed');
  await assertInvariants(shop);
});

for (const [what, table] of [
  ['payments cannot note what the acquirer said', 'payments.charges'],
  ['orders cannot confirm', 'orders.sagas'],
] as const) {
  test(`when ${what}, then it is 202 and not a 503, and the paid order is confirmed once it can`, async () => {
    shop.toAcquirer.when('POST', /captures$/, { do: 'delay', ms: limits.acquirerMs / 2 }, 1);
    let answering: ReturnType<typeof order> | undefined;
    const capturing = async () => {
      answering = order();
      await until('the capture', () => shop.toAcquirer.requests.length > 0);
    };
    const answer = await whileLocked(table, async () => answering, capturing);
    assert.ok(answer);
    assert.equal(answer.status, 202);
    await orderOnceMore();
  });
}
