import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { assertUnnamed, clearSpans, finishedSpans } from '@spanshop/shared/testing';
import { longTransaction } from '../../src/faults/long-transaction/entry.ts';
import { startOrders } from '../support/start-orders.ts';

const orders = await startOrders();
after(() => orders.close());
beforeEach(() => {
  clearSpans();
  orders.payments.reset();
});

async function tableIsThere(): Promise<boolean> {
  const { rows } = await orders.owner.query("SELECT to_regclass('orders.invoice_numbers') IS NOT NULL AS there");
  return rows[0].there;
}

/** The calls to payments, and what surrounds each of them in its step, in the order in which they began. */
function charges() {
  const spans = [...finishedSpans()].sort((a, b) => inOrder(a.startTime, b.startTime));
  return spans
    .filter(({ name }) => name === 'POST /charges')
    .map(({ startTime, endTime, parentSpanContext: parent }) => {
      const siblings = spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent?.spanId);
      return { startTime, endTime, step: siblings.map(({ name }) => name) };
    });
}

const inOrder = (a: [number, number], b: [number, number]) => a[0] - b[0] || a[1] - b[1];

const placeThree = () => Promise.all([1, 2, 3].map(number => orders.place({ customerId: `cus-000${number}` })));

test('when it is on, then cards of a series are charged one after another, each within a transaction, and off ends that', async () => {
  await orders.lab.on(longTransaction, 3);
  orders.payments.when('POST', /^\/charges$/, { do: 'delay', ms: 100 });
  for (const order of await placeThree()) assert.equal(order.status, 'confirmed');
  const numbered = charges();
  assert.equal(numbered.length, 3);
  for (const [index, { step, startTime }] of numbered.entries()) {
    const names = step.filter(name => !name.startsWith('pg-pool') && !name.startsWith('pg.'));
    assert.deepEqual(names, ['BEGIN', 'UPDATE orders.invoice_numbers', 'POST /charges', 'COMMIT']);
    const before = numbered[index - 1];
    assert.ok(!before || inOrder(before.endTime, startTime) <= 0, 'no two charges overlap');
  }
  assert.equal((await orders.owner.query('SELECT last FROM orders.invoice_numbers')).rows[0].last, 3);
  assertUnnamed(longTransaction);

  await orders.lab.off();
  assert.equal(await tableIsThere(), false);
  clearSpans();
  for (const order of await placeThree()) assert.equal(order.status, 'confirmed');
  assert.deepEqual(
    charges().map(({ step }) => step),
    Array(3).fill(['POST /charges']),
  );
});

test('when it goes off while a card is charged, then that order still ends well', async () => {
  await orders.lab.on(longTransaction, 3);
  orders.payments.when('POST', /^\/charges$/, { do: 'delay', ms: 300 });
  const placed = orders.place();
  while (!orders.payments.requests.some(({ path }) => path === '/charges')) await nextTurn();
  await orders.lab.off();
  assert.equal(await tableIsThere(), false);
  assert.equal((await placed).status, 'confirmed');
});

test('when the card is declined, then no number is used up, and the order is rejected as ever', async () => {
  await orders.lab.on(longTransaction, 3);
  const declined = {
    type: 'about:blank',
    title: 'Payment Required',
    status: 402,
    code: 'payment_declined',
    detail: 'No.',
  };
  orders.payments.when('POST', /^\/charges$/, {
    do: 'answer',
    status: 402,
    body: declined,
    headers: { 'content-type': 'application/problem+json' },
  });
  const order = await orders.place();
  assert.deepEqual([order.status, order.reason], ['rejected', 'payment_declined']);
  assert.equal((await orders.owner.query('SELECT last FROM orders.invoice_numbers')).rows[0].last, 0);
  await orders.lab.off();
});
