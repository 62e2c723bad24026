import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Disturbance } from '@spanshop/shared/testing';
import request from 'supertest';
import { type RunningPayments, startPayments } from '../support/payments.ts';
import { chargeRequest } from '../support/requests.ts';

const captures = /captures$/;

let payments: RunningPayments;
before(async () => {
  payments = await startPayments({ BREAKER_MINIMUM_CALLS: '1000' });
});
beforeEach(() => payments.proxy.reset());
after(() => payments.close());

/** Charges an order so that payments does not hear what came of it. Returns the order's id. */
async function chargeWithoutAnswer(disturbance: Disturbance, paymentToken = 'tok_visa'): Promise<string> {
  const body = chargeRequest({ paymentToken });
  payments.proxy.when('POST', captures, disturbance, 1);
  await request(payments.app).post('/charges').send(body).expect(504);
  return body.orderId;
}

const find = (orderId: string) => request(payments.app).get(`/charges/${orderId}`);

test('when the answer to a capture was lost, then asking for the charge settles it as charged', async () => {
  const orderId = await chargeWithoutAnswer({ do: 'drop answer' });
  const response = await find(orderId);
  assert.equal(response.status, 200);
  assert.deepEqual(response.body, { orderId, status: 'charged' });
  assert.equal((await payments.stored(orderId))?.status, 'charged');
});

test('when the answer that the card is declined was lost, then asking for the charge settles it as declined', async () => {
  const orderId = await chargeWithoutAnswer({ do: 'drop answer' }, 'tok_declined');
  assert.equal((await find(orderId)).body.status, 'declined');
  assert.equal((await payments.stored(orderId))?.status, 'declined');
});

test('when the acquirer has never heard of the charge, then nothing is charged so far and it stays open', async () => {
  const orderId = await chargeWithoutAnswer({ do: 'refuse' });
  const response = await find(orderId);
  assert.equal(response.status, 404);
  assert.equal(response.body.code, 'unknown_charge');
  assert.equal((await payments.stored(orderId))?.status, 'unknown');
});

test('when the acquirer cannot be asked, then the charge is unknown', async () => {
  const orderId = await chargeWithoutAnswer({ do: 'drop answer' });
  payments.proxy.when('GET', /./, { do: 'refuse' });
  const response = await find(orderId);
  assert.equal(response.status, 200);
  assert.deepEqual(response.body, { orderId, status: 'unknown' });
});

test('when a charge is settled, then asking for it does not ask the acquirer', async () => {
  const orderId = await chargeWithoutAnswer({ do: 'drop answer' });
  await find(orderId).expect(200);
  payments.proxy.reset();
  await find(orderId).expect(200);
  assert.equal(payments.proxy.requests.length, 0);
});
