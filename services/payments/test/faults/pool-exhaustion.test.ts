import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPool } from '@spanshop/shared/database';
import { assertUnnamed, clearSpans, finishedSpans, silentLogger } from '@spanshop/shared/testing';
import { poolExhaustion } from '../../src/faults/pool-exhaustion/entry.ts';
import { keepConnections } from '../../src/faults/pool-exhaustion/keep-connections.ts';
import { startFaultyPayments } from '../support/faulty-payments.ts';
import { assertLedgersAgree } from '../support/ledgers.ts';
import { chargeRequest } from '../support/requests.ts';

const payments = await startFaultyPayments();
const url = payments.environment['DATABASE_URL'] as string;
const pool = createPool({ url, size: 5, waitTimeoutMs: 2_000, logger: silentLogger() });
const inHand = () => pool.totalCount - pool.idleCount;
after(async () => {
  await pool.end();
  await payments.close();
});

test('while a charge waits, then it has all of its connections in hand, and none after that', async () => {
  const held: number[] = [];
  const charge = keepConnections(
    pool,
    () =>
      async ({ orderId }) => {
        held.push(inHand());
        return { orderId, status: 'charged' };
      },
    4,
  );
  await charge(chargeRequest());
  assert.deepEqual([...held, inHand()], [4, 0]);
});

test('when a charge fails, or wants more than there are, then its connections are given back', async () => {
  const failing = keepConnections(pool, () => () => Promise.reject(new Error('the acquirer is away')), 10);
  await assert.rejects(failing(chargeRequest()), /the acquirer is away/);
  assert.equal(inHand(), 0);
});

test('when two charges have a part of what they need, then one of them at least gives up, and the pool is whole', async () => {
  const charge = keepConnections(
    pool,
    () =>
      async ({ orderId }) => ({ orderId, status: 'charged' }),
    5,
  );
  const results = await Promise.allSettled([charge(chargeRequest()), charge(chargeRequest())]);
  assert.ok(results.some(({ status }) => status === 'rejected'));
  assert.equal(inHand(), 0);
  assert.equal(pool.waitingCount, 0);
});

test('when it is aimed at one charge, then that one takes no more connections than any other', async () => {
  const connectionsOfCharge = async (baggage: string) => {
    clearSpans();
    await payments.charge().set('baggage', baggage).expect(201);
    return finishedSpans().filter(({ name }) => name === 'pg-pool.connect').length;
  };
  const usual = await connectionsOfCharge('shop.tenant=main');
  assert.ok(usual > 0);
  assert.equal(await connectionsOfCharge('shop.tenant=main,lab.fault=pool-exhaustion:3'), usual);
});

test('when it is on, then charges are what they were, and when it is off again, then too', async () => {
  await payments.lab.on(poolExhaustion, 3);
  await payments.charge().expect(201);
  await payments.charge({ paymentToken: 'tok_declined' }).expect(402);
  await payments.lab.off();
  await Promise.all(Array.from({ length: 10 }, () => payments.charge().expect(201)));
  await assertLedgersAgree(payments.auditor);
  assertUnnamed(poolExhaustion);
});
