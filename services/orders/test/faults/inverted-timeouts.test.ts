import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { assertUnnamed, clearSpans, finishedSpans, waitForSpans } from '@spanshop/shared/testing';
import { invertedTimeouts } from '../../src/faults/inverted-timeouts/entry.ts';
import { startOrders } from '../support/start-orders.ts';

const orders = await startOrders();
after(() => orders.close());
beforeEach(() => {
  clearSpans();
  orders.payments.reset();
});

/** Longer than any magnitude waits, shorter than the call may take. */
const slowMs = 1_000;
const charges = () => orders.payments.requests.filter(({ path }) => path === '/charges').length;
const sagas = async () => (await orders.owner.query('SELECT step FROM orders.sagas')).rows;

test('when it is on and the charge is slow, then the order gives up, the call goes on, and the saga is left to be settled', async () => {
  await orders.lab.on(invertedTimeouts, 3);
  orders.payments.when('POST', /^\/charges$/, { do: 'delay', ms: slowMs });
  const order = await orders.place();
  assert.equal(order.status, 'pending');
  assert.deepEqual(await sagas(), [{ step: 'placing' }]);
  assert.equal(charges(), 1);
  const step = finishedSpans().find(({ name }) => name === 'charge');
  assert.equal(step?.attributes['error.type'], 'payments_timeout');
  assert.ok(!finishedSpans().some(({ name }) => name === 'POST /charges'), 'the call goes on');

  const spans = await waitForSpans(spans => spans.some(({ name }) => name === 'POST /charges'));
  assert.equal(spans.find(({ name }) => name === 'POST /charges')?.attributes['http.response.status_code'], 200);
  assertUnnamed(invertedTimeouts);
  await orders.lab.off();
});

test('when it is off, then an order waits for a charge that takes longer than that', async () => {
  orders.payments.when('POST', /^\/charges$/, { do: 'delay', ms: slowMs });
  assert.equal((await orders.place()).status, 'confirmed');
});
