import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInvariants } from '../support/audit.ts';
import { setStock } from '../support/order-end.ts';
import { checkOut, checkoutBody, get, orderIdOf } from '../support/requests.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

const shoppers = 50;
const pieces = 10;
const sku = 'sku-0099';

const shop = await useShop({ ships: true, patient: true });
await setStock(shop, sku, pieces);

test(`when ${shoppers} order the last ${pieces} pieces at once, then ${pieces} get one and the others are told that they are gone`, async () => {
  const answers = await Promise.all(
    Array.from({ length: shoppers }, (_, number) => {
      const customerId = `cus-${String(number + 100).padStart(4, '0')}`;
      return checkOut(shop.urls.gateway, checkoutBody({ customerId, items: [{ sku, quantity: 1 }] }));
    }),
  );
  const confirmed = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status, data }) => status === 409 && data.code === 'out_of_stock');
  assert.deepEqual([confirmed.length, refused.length], [pieces, shoppers - pieces]);

  for (const answer of confirmed) {
    const location = `${shop.urls.gateway}/orders/${orderIdOf(answer)}`;
    await until(
      'the shipment',
      () => get(location),
      ({ data }) => data.status === 'shipped',
    );
  }
  const { rows } = await shop.auditor.query('SELECT available, reserved, shipped FROM inventory.stock WHERE sku = $1', [
    sku,
  ]);
  assert.deepEqual(rows[0], { available: 0, reserved: 0, shipped: pieces });
  const charged = await shop.auditor.query(
    `SELECT FROM payments.charges JOIN orders.order_items USING (order_id) WHERE sku = $1 AND status = 'charged'`,
    [sku],
  );
  assert.equal(charged.rowCount, pieces);
  await assertInvariants(shop);
});
