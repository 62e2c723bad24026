import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { after, test } from 'node:test';
import { threadPool } from '../../src/faults/thread-pool/entry.ts';
import { hashAsPassword } from '../../src/faults/thread-pool/hash-as-password.ts';
import { assertNotGivenAway, startFaultyPayments } from '../support/faulty-payments.ts';
import { assertLedgersAgree } from '../support/ledgers.ts';
import { chargeRequest } from '../support/requests.ts';

const payments = await startFaultyPayments();
after(payments.close);

/** What ends first: the charge of a card that is hashed so often, or a look at a file that began after it. */
async function endOrder(keys: number): Promise<readonly string[]> {
  const order: string[] = [];
  const charge = hashAsPassword(async ({ orderId }) => {
    order.push('charged');
    return { orderId, status: 'charged' };
  }, keys);
  const looked = stat(import.meta.filename).then(() => order.push('looked at'));
  const charged = charge(chargeRequest());
  const behind = stat(import.meta.filename).then(() => order.push('looked at behind it'));
  await Promise.all([looked, charged, behind]);
  return order;
}

test('when there is a thread left, then files are looked at while a card is hashed', async () => {
  assert.deepEqual(await endOrder(1), ['looked at', 'looked at behind it', 'charged']);
});

test('when all four threads hash, then a file waits for one, though the event loop is free', async () => {
  const [first, ...rest] = await endOrder(8);
  assert.equal(first, 'looked at');
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  });
  const waited = endOrder(8);
  await waited;
  clearInterval(counting);
  assert.ok(turns > 0);
  assert.equal(rest.length, 2);
});

test('when it is on, then charges are what they were, and when it is off again, then too', async () => {
  await payments.lab.on(threadPool, 2);
  await payments.charge().expect(201);
  await payments.charge({ paymentToken: 'tok_declined' }).expect(402);
  await payments.lab.off();
  await payments.charge().expect(201);
  await assertLedgersAgree(payments.auditor);
  assertNotGivenAway('thread-pool', 'scrypt', 'tok_');
});
