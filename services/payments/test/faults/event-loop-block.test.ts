import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { after, test } from 'node:test';
import { assertUnnamed } from '@spanshop/shared/testing';
import { eventLoopBlock } from '../../src/faults/event-loop-block/entry.ts';
import { hashOnTheLoop } from '../../src/faults/event-loop-block/hash-on-the-loop.ts';
import { startFaultyPayments } from '../support/faulty-payments.ts';
import { assertLedgersAgree } from '../support/ledgers.ts';
import { chargeRequest } from '../support/requests.ts';

const payments = await startFaultyPayments();
after(payments.close);

test('when a card is hashed on the loop, then nothing else runs between the call and its end', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('somebody else'));
  const charge = hashOnTheLoop(async ({ orderId }) => {
    order.push('charged');
    return { orderId, status: 'charged' };
  }, 50);
  const before = performance.eventLoopUtilization();
  const pending = charge(chargeRequest());
  const { active, idle } = performance.eventLoopUtilization(before);
  await pending;
  assert.deepEqual(order, ['charged']);
  assert.ok(active > idle);
});

test('when it is on, then charges are what they were, and when it is off again, then too', async () => {
  await payments.lab.on(eventLoopBlock, 1);
  await payments.charge().expect(201);
  await payments.charge({ paymentToken: 'tok_declined' }).expect(402);
  await payments.lab.off();
  await payments.charge().expect(201);
  await assertLedgersAgree(payments.auditor);
  assertUnnamed(eventLoopBlock, 'PBKDF2', 'pbkdf2', 'tok_');
});
