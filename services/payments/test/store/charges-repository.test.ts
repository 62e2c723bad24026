import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createChargesRepository } from '../../src/store/charges-repository.ts';
import { type RunningPayments, startPayments } from '../support/payments.ts';

const settleAfterMs = 60_000;

let payments: RunningPayments;
before(async () => {
  payments = await startPayments();
});
after(() => payments.close());

test('when several processes look for open charges, then each due one is taken once, and not again before its time', async () => {
  const due = await store(8, 'unknown', '61 seconds');
  due.push(...(await store(2, 'voided', '61 seconds', true)));
  await store(3, 'unknown', '50 seconds');
  await store(3, 'charged', '1 hour');
  await store(3, 'voided', '1 hour');
  const charges = createChargesRepository(payments.database, settleAfterMs);
  const taken = (await Promise.all([charges.takeOpen(5), charges.takeOpen(5), charges.takeOpen(5)])).flat();
  assert.deepEqual(taken.map(({ orderId }) => orderId).sort(), due.sort());
  assert.deepEqual(await charges.takeOpen(5), []);
});

test('when 20,000 charges are settled, then finding the open ones and a customer needs no scan of them', async () => {
  await payments.database.query(
    `INSERT INTO payments.charges (order_id, customer_id, amount_minor, currency, status)
     SELECT gen_random_uuid(), 'cus-' || lpad((n % 2000)::text, 4, '0'), 100, 'EUR', 'charged'
     FROM generate_series(1, 20000) AS n`,
  );
  for (const [query, index] of [
    [
      `SELECT FROM payments.charges WHERE (status = 'unknown' OR reversal_pending) AND asked_at < now()`,
      'charges_to_settle',
    ],
    [`SELECT FROM payments.charges WHERE customer_id = 'cus-0001' AND created_at > now()`, 'charges_by_customer'],
  ] as const) {
    const { rows } = await payments.database.query(`EXPLAIN ${query}`);
    assert.match(rows.map(row => row['QUERY PLAN']).join('\n'), new RegExp(index));
  }
});

/** Charges in this state, last asked about so long ago. Returns their orders' ids. */
async function store(number: number, status: string, age: string, reversalPending = false): Promise<string[]> {
  const orderIds = Array.from({ length: number }, () => randomUUID());
  await payments.database.query(
    `INSERT INTO payments.charges (order_id, customer_id, amount_minor, currency, status, reversal_pending, asked_at)
     SELECT order_id, 'cus-0001', 100, 'EUR', $2, $3, now() - $4::interval FROM unnest($1::uuid[]) AS order_id`,
    [orderIds, status, reversalPending, age],
  );
  return orderIds;
}
