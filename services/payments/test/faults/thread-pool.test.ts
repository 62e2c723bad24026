import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { stat } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { after, test } from 'node:test';
import { assertUnnamed } from '@spanshop/shared/testing';
import { threadPool } from '../../src/faults/thread-pool/entry.ts';
import { assertLedgersAgree } from '../support/ledgers.ts';
import { chargeRequest } from '../support/requests.ts';

// What is hashed is seen here when it ends, and hashed all the same.
let onHash = () => {};
type Scrypt = (password: string, salt: string, bytes: number, done: (error: Error | null, key: Buffer) => void) => void;
const scrypt: Scrypt = crypto.scrypt;
const seen: Scrypt = (password, salt, bytes, done) =>
  scrypt(password, salt, bytes, (error, key) => {
    onHash();
    done(error, key);
  });
Object.assign(crypto, { scrypt: seen });
syncBuiltinESMExports();
const { hashAsPassword } = await import('../../src/faults/thread-pool/hash-as-password.ts');
const { startFaultyPayments } = await import('../support/faulty-payments.ts');

const payments = await startFaultyPayments();
after(payments.close);

/** What ends when: each hash of a card, its charge, and a look at a file that began before that or behind it. */
async function endOrder(keys: number): Promise<readonly string[]> {
  const order: string[] = [];
  onHash = () => order.push('hashed');
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
  assert.deepEqual(await endOrder(1), ['looked at', 'looked at behind it', 'hashed', 'charged']);
});

test('when all four threads hash, then a file waits for one, though the event loop is free', async () => {
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  });
  const order = await endOrder(8);
  clearInterval(counting);
  assert.ok(turns > 0);
  assert.equal(order[0], 'looked at');
  const before = order.slice(0, order.indexOf('looked at behind it')).filter(end => end === 'hashed');
  assert.ok(before.length >= 4, order.join(', '));
});

test('when it is on, then charges are what they were, and when it is off again, then too', async () => {
  await payments.lab.on(threadPool, 2);
  await payments.charge().expect(201);
  await payments.charge({ paymentToken: 'tok_declined' }).expect(402);
  await payments.lab.off();
  await payments.charge().expect(201);
  await assertLedgersAgree(payments.auditor);
  assertUnnamed(threadPool, 'scrypt', 'tok_');
});
