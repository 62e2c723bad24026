import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertInvariants } from '../support/audit.ts';
import { holdings } from '../support/order-end.ts';
import { cancel, findOrder, orderRequest, place } from '../support/requests.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

const runs = 50;
const ended: ReadonlySet<string> = new Set(['shipped', 'cancelled']);

const shop = await useShop({ ships: true, patient: true });

test(`when ${runs} orders are cancelled while they ship, then each ends shipped or cancelled and nothing in between`, async () => {
  const outcomes: string[] = [];
  // Sooner after shipping has won and later after the cancellation has: the two meet wherever this machine's speed puts them.
  let waitMs = 10;
  for (let run = 0; run < runs; run += 1) {
    const { data } = await place(shop, orderRequest({ items: [{ sku: 'sku-0007', quantity: 1 }] }));
    await sleep(waitMs);
    const cancelled = await cancel(shop, data.id);
    const order = await until(
      'the end',
      () => findOrder(shop, data.id),
      ({ status }) => ended.has(status),
    );
    assert.equal(cancelled.status, order.status === 'cancelled' ? 200 : 409);
    const shipped = 'reservation shipped, charge charged, capture captured, 1 messages';
    const undone = 'reservation released, charge voided, capture reversed, 1 messages';
    await until(
      order.status,
      () => holdings(shop, data.id),
      held => held === (order.status === 'shipped' ? shipped : undone),
    );
    waitMs *= order.status === 'shipped' ? 0.7 : 1.3;
    outcomes.push(order.status);
  }
  await assertInvariants(shop);
  const { rowCount } = await shop.auditor.query(
    `SELECT FROM fulfillment.shipments JOIN orders.order_items USING (order_id) WHERE sku = 'sku-0007'`,
  );
  assert.equal(rowCount, outcomes.filter(outcome => outcome === 'shipped').length);
  assert.ok(new Set(outcomes).size === 2, `a race that one side always wins is none: ${outcomes.join()}`);
});
