import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import type { Disturbance } from '@spanshop/shared/testing';
import request from 'supertest';
import { assertLedgersAgree } from '../support/ledgers.ts';
import { type RunningPayments, startPayments } from '../support/payments.ts';
import { chargeRequest } from '../support/requests.ts';

const reversals = /\/reversal$/;

let payments: RunningPayments;
before(async () => {
  payments = await startPayments({ ACQUIRER_TIMEOUT_MS: '500', BREAKER_MINIMUM_CALLS: '1000' });
});
beforeEach(() => payments.proxy.reset());
after(() => payments.close());

const charge = (body: object) => request(payments.app).post('/charges').send(body);
const voidCharge = (orderId: string) => request(payments.app).post(`/charges/${orderId}/void`);

test('when a charge is voided, then the capture is reversed and no later try charges the order', async () => {
  const body = chargeRequest();
  await charge(body).expect(201);
  const response = await voidCharge(body.orderId);
  assert.equal(response.status, 200);
  assert.deepEqual(response.body, { orderId: body.orderId, status: 'voided' });
  assert.deepEqual(await payments.stored(body.orderId), { status: 'voided', reversalPending: false });
  assert.equal(await payments.captured(body.orderId), 'reversed');
  assert.equal((await charge(body)).body.code, 'charge_voided');
});

test('when the void comes before the charge, then the late charge is refused and the acquirer hears of neither', async () => {
  const body = chargeRequest();
  await voidCharge(body.orderId).expect(200);
  const late = await charge(body);
  assert.equal(late.status, 409);
  assert.equal(late.body.code, 'charge_voided');
  assert.equal(payments.proxy.requests.length, 0);
});

test('when a void is repeated, then nothing more happens', async () => {
  const body = chargeRequest();
  await charge(body).expect(201);
  await voidCharge(body.orderId).expect(200);
  await voidCharge(body.orderId).expect(200);
  assert.equal(payments.proxy.requests.filter(({ path }) => reversals.test(path)).length, 1);
});

test('when a declined charge is voided, then the acquirer need not hear of it', async () => {
  const body = chargeRequest({ paymentToken: 'tok_declined' });
  await charge(body).expect(402);
  await voidCharge(body.orderId).expect(200);
  assert.equal(payments.proxy.requests.length, 1);
});

test('when the outcome of a charge is unknown, then its void leaves a tombstone at the acquirer', async () => {
  const body = chargeRequest();
  payments.proxy.when('POST', /captures$/, { do: 'hold', caller: 'cut off' });
  await charge(body).expect(504);
  await voidCharge(body.orderId).expect(200);
  assert.equal(await payments.captured(body.orderId), 'reversed');
  const [late] = await payments.proxy.release();
  assert.equal(late?.status, 409);
  assert.equal(await payments.captured(body.orderId), 'reversed');
});

const failures: Record<string, Disturbance> = {
  'does not hear of it': { do: 'refuse' },
  'reverses and loses its answer': { do: 'drop answer' },
  'does not answer in time': { do: 'hold', caller: 'waits' },
  fails: { do: 'answer', status: 500 },
  'answers nonsense': { do: 'answer', status: 200, body: { status: 'perhaps' } },
};
for (const [name, disturbance] of Object.entries(failures)) {
  test(`when the acquirer ${name}, then the void is not reported done until a repeated one completes it`, async () => {
    const body = chargeRequest();
    await charge(body).expect(201);
    payments.proxy.when('POST', reversals, disturbance);
    const response = await voidCharge(body.orderId);
    assert.equal(response.status, 503);
    assert.equal(response.body.code, 'reversal_pending');
    assert.deepEqual(await payments.stored(body.orderId), { status: 'voided', reversalPending: true });

    payments.proxy.reset();
    await voidCharge(body.orderId).expect(200);
    assert.deepEqual(await payments.stored(body.orderId), { status: 'voided', reversalPending: false });
    assert.equal(await payments.captured(body.orderId), 'reversed');
  });
}

test('when an order was never charged, then its void works although the acquirer is down', async () => {
  payments.proxy.when('POST', reversals, { do: 'refuse' });
  await voidCharge(randomUUID()).expect(200);
});

test('when all of that is over, then the ledgers agree', () => assertLedgersAgree(payments.auditor));
