import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { assertInvariants } from '../support/audit.ts';
import { checkOut, checkoutBody, orderIdOf } from '../support/requests.ts';
import { type ProcessShop, startProcesses } from '../support/start-processes.ts';
import { until } from '../support/until.ts';

const orders = 30;
/** Long enough that all orders are still running when the processes die. */
const cardNetworkMs = 400;

let shop: ProcessShop;
before(async () => {
  shop = await startProcesses({ PROCESSING_TIME_MS: String(cardNetworkMs) });
  await until(
    'a first order',
    () => checkOut(shop.gatewayUrl, checkoutBody()),
    ({ status }) => status === 201,
  );
});
after(() => shop.close());

type Answer = { status: number; orderId: string } | undefined;

/** A customer who asks until there is an answer that says how the order ended, always by the same key. */
async function orderUntilAnswered(number: number, firstTry: Promise<Answer>, key: string): Promise<Answer> {
  const settled = (answer: Answer) => answer !== undefined && [201, 402, 409, 503].includes(answer.status);
  const first = await firstTry;
  if (settled(first)) return first;
  return until(`an answer for order ${number}`, () => tryOrder(number, key), settled, 60_000);
}

async function tryOrder(number: number, key: string): Promise<Answer> {
  const customerId = `cus-${String(number + 200).padStart(4, '0')}`;
  const answer = await checkOut(shop.gatewayUrl, checkoutBody({ customerId }), key).catch(() => undefined);
  if (!answer || answer.data.code === 'request_running') return undefined;
  // 503 without an order: the gateway could not reach anybody, so nothing happened.
  if (answer.status === 503 && !answer.data.orderId) return undefined;
  return { status: answer.status, orderId: orderIdOf(answer) };
}

async function countByStatus(): Promise<Record<string, number>> {
  const { rows } = await shop.auditor.query('SELECT status, count(*) AS orders FROM orders.orders GROUP BY status');
  return Object.fromEntries(rows.map(({ status, orders: count }) => [status, count]));
}

test(`when gateway, orders and payments are killed in the middle of ${orders} orders, then each order ends and nothing is lost or doubled`, async () => {
  const keys = Array.from({ length: orders }, () => randomUUID());
  const firstTries = keys.map((key, number) => tryOrder(number, key));
  const running = async () => (await countByStatus())['pending'] ?? 0;
  await until(
    'orders on their way to the card network',
    async () => (await running()) >= orders / 2 && shop.toAcquirer.requests.length > orders / 3,
  );
  await Promise.all(['payments', 'orders', 'gateway'].map(name => shop.kill(name)));
  const interrupted = await running();
  assert.ok(interrupted > 0, 'some orders were running');
  await Promise.all(['payments', 'orders', 'gateway'].map(name => shop.restart(name)));

  const answers = await Promise.all(
    firstTries.map((firstTry, number) => orderUntilAnswered(number, firstTry, keys[number] ?? '')),
  );
  assert.equal(new Set(answers.map(answer => answer?.orderId)).size, orders, 'an order each');
  const final = await until(
    'no pending and no unshipped order',
    countByStatus,
    counts => ['pending', 'confirmed', 'shipping'].every(status => !counts[status]),
    90_000,
  );
  assert.equal((final['shipped'] ?? 0) + (final['failed'] ?? 0), orders + 1, JSON.stringify(final));
  await assertInvariants(shop);

  const recoveries = shop.log().filter(line => line.includes('recovering an interrupted order'));
  assert.ok(recoveries.length >= 1, `${interrupted} orders were interrupted`);
});
