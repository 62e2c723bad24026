import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditShop, invariants } from '@spanshop/local/audit';
import { withClient } from '@spanshop/shared/database/bootstrap';
import { assertInvariants } from '../support/audit.ts';
import {
  cancel,
  checkOut,
  checkoutBody,
  declinedToken,
  orderIdOf,
  orderRequest,
  place,
  post,
} from '../support/requests.ts';
import { useShop } from '../support/use-shop.ts';

const shop = await useShop({ patient: true });
// An order in each state that lasts; shipping is done by hand below, so that a confirmed one stays.
await place(shop, orderRequest());
await place(shop, orderRequest({ paymentToken: declinedToken }));
await cancel(shop, (await place(shop, orderRequest())).data.id);
await ship((await place(shop, orderRequest())).data.id);

const checkedOut = [
  orderIdOf(await checkOut(shop.urls.gateway, checkoutBody())),
  orderIdOf(await checkOut(shop.urls.gateway, checkoutBody())),
];

/** Ids of the gateway rise with time. */
function newestOf(orderIds: readonly string[]): string {
  return orderIds.toSorted().at(-1) ?? '';
}

async function ship(orderId: string): Promise<void> {
  const tell = (url: string) => post(url).then(answer => assert.equal(answer.status, 200));
  await tell(`${shop.urls.orders}/orders/${orderId}/claim`);
  await tell(`${shop.urls.inventory}/reservations/${orderId}/ship`);
  await withClient(shop.database.urlOf('fulfillment'), client =>
    client.query('INSERT INTO fulfillment.shipments (order_id) VALUES ($1)', [orderId]),
  );
  await tell(`${shop.urls.orders}/orders/${orderId}/shipped`);
}

/** What breaks each invariant, all of it undone again. */
const damages: Record<string, string[]> = {
  'what is available is what came in less what is reserved and shipped, and never negative': [
    `UPDATE inventory.stock SET available = available - 1 WHERE sku = 'sku-0001'`,
    `UPDATE inventory.stock SET restocked = restocked + 1 WHERE sku = 'sku-0500'`,
  ],
  'what the stock counts as reserved and shipped is what the reservations say': [
    `UPDATE inventory.stock SET reserved = reserved + 1, available = available - 1 WHERE sku = 'sku-0001'`,
    `UPDATE inventory.reservations SET items = '[{"sku": "sku-0001", "quantity": 7}]' WHERE status = 'shipped'`,
    `DELETE FROM inventory.reservations WHERE status = 'reserved'`,
  ],
  'pieces are reserved for orders that will ship and have left for those that do': [
    `UPDATE orders.orders SET status = 'cancelled' WHERE status = 'confirmed'`,
    `UPDATE orders.orders SET status = 'confirmed' WHERE status = 'shipped'`,
    `UPDATE orders.orders SET status = 'confirmed' WHERE status = 'cancelled'`,
    `INSERT INTO inventory.reservations VALUES (gen_random_uuid(), 'reserved', '[]')`,
  ],
  'confirmed, shipping and shipped orders have one charge of their total, orders that ended otherwise none': [
    `UPDATE payments.charges SET status = 'voided' WHERE status = 'charged'`,
    `UPDATE payments.charges SET amount_minor = amount_minor + 1 WHERE status = 'charged'`,
    `UPDATE payments.charges SET status = 'charged' WHERE status IN ('declined', 'voided')`,
    `INSERT INTO payments.charges (order_id, status) VALUES (gen_random_uuid(), 'charged')`,
  ],
  "payments' ledger and the acquirer's agree, and nothing is left open": [
    `UPDATE acquirer.captures SET status = 'captured' WHERE status IN ('declined', 'reversed')`,
    `UPDATE acquirer.captures SET amount_minor = 1 WHERE status = 'captured'`,
    `DELETE FROM acquirer.captures`,
    `INSERT INTO acquirer.captures VALUES ('nobody', 'captured', 100, 'EUR')`,
    `UPDATE payments.charges SET status = 'unknown' WHERE status = 'declined'`,
    `UPDATE payments.charges SET reversal_pending = true WHERE status = 'voided'`,
  ],
  'every shipped order has its one shipment, and nothing else has one': [
    `DELETE FROM fulfillment.shipments`,
    `INSERT INTO fulfillment.shipments (order_id) SELECT id FROM orders.orders WHERE status = 'cancelled'`,
    `INSERT INTO fulfillment.shipments (order_id) VALUES (gen_random_uuid())`,
  ],
  'every confirmed order is on its way to its shipment': [
    `DELETE FROM queue.job`,
    `UPDATE queue.job SET state = 'completed'`,
    `UPDATE orders.orders SET status = 'shipping' WHERE status = 'shipped'; UPDATE queue.job SET state = 'failed'`,
  ],
  'no message is a dead letter': [
    `INSERT INTO queue.job (name, data, policy) SELECT 'order.confirmed.dead', data, policy FROM queue.job LIMIT 1`,
    `INSERT INTO queue.job (name, data, policy) SELECT 'order.confirmed.dead', NULL, policy FROM queue.job LIMIT 1`,
  ],
  'every pending order has a saga, every saga an order to end, and none is older than its deadline': [
    `UPDATE orders.orders SET status = 'pending' WHERE status = 'rejected'`,
    `INSERT INTO orders.sagas (order_id, step, lease_until, carrier)
     SELECT id, 'placing', now(), '{}' FROM orders.orders WHERE status = 'confirmed'`,
    `INSERT INTO orders.sagas (order_id, step, lease_until, carrier, started_at)
     SELECT id, 'undoing', now(), '{}', now() - interval '2 minutes' FROM orders.orders WHERE status = 'cancelled'`,
  ],
  'one idempotency key has one live order at most': [
    `UPDATE gateway.idempotency_keys SET key = 'the same', released_at = CASE WHEN order_id < '${newestOf(checkedOut)}' THEN now() END`,
  ],
  'no order is without its idempotency key while keys live': [
    `DELETE FROM gateway.idempotency_keys WHERE order_id = '${newestOf(checkedOut)}'`,
  ],
  'every live order is known to a client, whose key leads to it, or is being settled': [
    `UPDATE gateway.idempotency_keys SET released_at = now() WHERE order_id = '${newestOf(checkedOut)}'`,
  ],
};

test('when orders have ended in every way, then all invariants hold and the auditor may ask for each', async () => {
  await assertInvariants(shop);
});

test('when an invariant is written down, then it is shown here how it breaks', () => {
  assert.deepEqual(
    Object.keys(damages),
    invariants.map(({ name }) => name),
  );
});

for (const [name, statements] of Object.entries(damages)) {
  for (const statement of statements) {
    test(`when somebody does ${statement.split('\n')[0]}, then it does not hold that ${name}`, async () => {
      await withClient(shop.database.adminUrl, async client => {
        await client.query('BEGIN');
        await client.query(statement);
        const violations = await auditShop(client);
        await client.query('ROLLBACK');
        const [violation] = violations.filter(({ invariant }) => invariant === name);
        assert.ok(violation, JSON.stringify(violations));
        assert.ok(violation.subject && violation.found, JSON.stringify(violation));
      });
    });
  }
}
