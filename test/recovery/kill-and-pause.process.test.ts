import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertInvariants } from '../support/audit.ts';
import { orderUntilAnswered, type Purchase } from '../support/insistent-customer.ts';
import { checkOut, checkoutBody } from '../support/requests.ts';
import { type ProcessShop, secondOrders, startProcesses } from '../support/start-processes.ts';
import { until } from '../support/until.ts';

const ordersPerSecond = 5;
/** Longer than the limits of one call, shorter than those of a lease. */
const pausedMs = 4_500;
/** Long enough for keys to come again meanwhile. */
const downMs = 2_000;
/** Long enough for a kill to find orders that are being charged. */
const cardNetworkMs = 200;

let shop: ProcessShop;
before(async () => {
  shop = await startProcesses({ PROCESSING_TIME_MS: String(cardNetworkMs) }, { twoOrders: true });
  await until(
    'a first order',
    () => checkOut(shop.gatewayUrl, checkoutBody({ customerId: 'cus-0001' })),
    ({ status }) => status === 201,
  );
});
after(() => shop.close());

/** Customers keep coming, one order and one key each, until told to stop. */
function openShop(): { close(): Promise<Purchase[]> } {
  const purchases: Promise<Purchase>[] = [];
  const arrive = () => {
    const customerId = `cus-${String(purchases.length + 2).padStart(4, '0')}`;
    purchases.push(orderUntilAnswered(shop.gatewayUrl, customerId));
  };
  const arrivals = setInterval(arrive, 1_000 / ordersPerSecond);
  return {
    close() {
      clearInterval(arrivals);
      return Promise.all(purchases);
    },
  };
}

interface Live {
  customerId: string;
  orders: string[];
  charges: number;
}

/** What the books hold for each customer: live orders, and what the acquirer has captured. */
async function liveOrders(): Promise<Live[]> {
  const { rows } = await shop.auditor.query<Live>(
    `SELECT customer_id AS "customerId",
            array_agg(id::text) FILTER (WHERE orders.status NOT IN ('rejected', 'failed', 'cancelled')) AS orders,
            count(*) FILTER (WHERE captures.status = 'captured') AS charges
     FROM orders.orders LEFT JOIN acquirer.captures ON reference = id::text
     WHERE customer_id <> 'cus-0001' GROUP BY customer_id`,
  );
  return rows.map(row => ({ ...row, orders: row.orders ?? [] }));
}

async function unfinished(): Promise<number> {
  const { rows } = await shop.auditor.query(
    `SELECT count(*) AS orders FROM orders.orders WHERE status IN ('pending', 'confirmed', 'shipping')`,
  );
  return rows[0].orders;
}

const services = ['orders', secondOrders, 'payments', 'inventory', 'gateway', 'fulfillment', 'acquirer'];

test('when every service is killed and paused under load, and keys come again meanwhile, then no key orders or pays twice', {
  timeout: 600_000,
}, async t => {
  const open = openShop();
  for (const name of services) {
    await shop.kill(name);
    await sleep(downMs);
    await shop.restart(name);
    await shop.pause(name, pausedMs);
  }
  // Both at once: what the first leaves is taken up by nobody until one of them is back.
  await Promise.all([shop.kill('orders'), shop.kill(secondOrders)]);
  await sleep(downMs);
  await Promise.all([shop.restart('orders'), shop.restart(secondOrders)]);
  const purchases = await open.close();
  await until('the end of every order', unfinished, count => count === 0, 120_000);

  const live = await liveOrders();
  const doubled = live.filter(({ orders, charges }) => orders.length > 1 || charges > 1);
  const tries = purchases.reduce((sum, purchase) => sum + purchase.tries, 0);
  const ordered = purchases.filter(({ outcome }) => outcome === 'ordered');
  const orders = live.reduce((sum, customer) => sum + customer.orders.length, 0);
  const charges = live.reduce((sum, customer) => sum + customer.charges, 0);
  t.diagnostic(
    `${purchases.length} keys in ${tries} requests: ${orders} orders, ${charges} charges, ${doubled.length} doubled, ` +
      `${purchases.length - ordered.length} refused`,
  );

  assert.deepEqual(doubled, []);
  assert.deepEqual(
    purchases.filter(({ outcome }) => outcome === 'unknown'),
    [],
    'every customer was told',
  );
  assert.ok(tries > purchases.length, 'keys came again');
  const known = ordered.map(({ orderId }) => orderId).toSorted();
  assert.deepEqual(
    live.flatMap(customer => customer.orders).toSorted(),
    known,
    'the live orders are those that customers know',
  );
  assert.equal(charges, orders);
  await assertInvariants(shop);
});
