import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPool } from '@spanshop/shared/database';
import { AppError } from '@spanshop/shared/errors';
import { assertUnnamed, silentLogger } from '@spanshop/shared/testing';
import { connectionLeak } from '../../src/faults/connection-leak/entry.ts';
import { leakConnections } from '../../src/faults/connection-leak/leak-connections.ts';
import { startFaultyPayments } from '../support/faulty-payments.ts';
import { assertLedgersAgree } from '../support/ledgers.ts';
import { chargeRequest } from '../support/requests.ts';

const payments = await startFaultyPayments({ DATABASE_WAIT_TIMEOUT_MS: '2000' });
const url = payments.environment['DATABASE_URL'] as string;
const pool = createPool({ url, size: 5, waitTimeoutMs: 2_000, logger: silentLogger() });
const inHand = () => pool.totalCount - pool.idleCount;
after(async () => {
  await pool.end();
  await payments.close();
});

const declined = () =>
  Promise.reject(new AppError({ status: 402, code: 'payment_declined', detail: 'The card was declined.' }));

test('when cards are declined, then the pool loses connections one by one, and no more than it has', async t => {
  const leak = leakConnections(pool);
  t.after(leak.end);
  await leak.begin(1);
  const lost: number[] = [];
  const charge = leak.charging(declined, 1);
  for (let card = 0; card < 6; card += 1) {
    await assert.rejects(charge(chargeRequest()));
    lost.push(inHand());
  }
  assert.deepEqual(lost, [1, 2, 3, 4, 5, 5]);
  await leak.end();
  assert.equal(inHand(), 0);
  assert.equal((await pool.query('SELECT 1 AS one')).rows[0].one, 1);
});

test('when no card is declined, then nothing is lost', async t => {
  const leak = leakConnections(pool);
  t.after(leak.end);
  await leak.begin(3);
  await leak.charging(async ({ orderId }) => ({ orderId, status: 'charged' }), 3)(chargeRequest());
  await assert.rejects(leak.charging(() => Promise.reject(new Error('the acquirer is away')), 3)(chargeRequest()));
  assert.equal(inHand(), 0);
});

test('when a charge ends after the leak does, then it gives back what it took', async () => {
  const leak = leakConnections(pool);
  await leak.begin(1);
  await leak.end();
  await assert.rejects(leak.charging(declined, 2)(chargeRequest()));
  assert.equal(inHand(), 0);
});

test('when it is on until nothing is left, then nobody is charged, and all are once it is off', async () => {
  await payments.charge({ paymentToken: 'tok_declined' }).expect(402);
  await payments.lab.on(connectionLeak, 3);
  await payments.charge({ paymentToken: 'tok_declined' }).expect(402);
  await payments.charge().expect(503);
  await payments.lab.off();
  await payments.charge().expect(201);
  await payments.charge({ paymentToken: 'tok_declined' }).expect(402);
  await assertLedgersAgree(payments.auditor);
  assertUnnamed(connectionLeak, 'leak');
});
