import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInvariants } from '../support/audit.ts';
import { jobsOf } from '../support/messages.ts';
import { holdings } from '../support/order-end.ts';
import { cancel, findOrder, orderRequest, place } from '../support/requests.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

const gracePeriodMs = 2_000;
const shop = await useShop({ ships: true, patient: true, orders: { GRACE_PERIOD_MS: String(gracePeriodMs) } });

async function messageIsDone(orderId: string): Promise<void> {
  await until(
    'the message to be done',
    () => jobsOf(shop, orderId),
    ([job]) => job?.state === 'completed',
  );
}

test('when an order is taken back within its grace period, then it is cancelled, paid back, and never ships', async () => {
  const { data } = await place(shop, orderRequest());
  const cancelled = await cancel(shop, data.id);
  assert.deepEqual([cancelled.status, cancelled.data.status], [200, 'cancelled']);
  await messageIsDone(data.id);
  assert.equal((await findOrder(shop, data.id)).status, 'cancelled');
  assert.match(await holdings(shop, data.id), /reservation released, charge voided, capture reversed/);
  await assertInvariants(shop);
});

test('when nobody takes an order back, then it ships once its grace period is over, and not before', async () => {
  const placedAt = performance.now();
  const { data } = await place(shop, orderRequest());
  await messageIsDone(data.id);
  assert.ok(performance.now() - placedAt >= gracePeriodMs);
  assert.equal((await findOrder(shop, data.id)).status, 'shipped');
  await assertInvariants(shop);
});
