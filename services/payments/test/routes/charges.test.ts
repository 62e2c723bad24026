import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import request from 'supertest';
import { assertLedgersAgree } from '../support/ledgers.ts';
import { type RunningPayments, startPayments } from '../support/payments.ts';
import { chargeRequest } from '../support/requests.ts';

let payments: RunningPayments;
before(async () => {
  payments = await startPayments();
});
beforeEach(() => payments.proxy.reset());
after(() => payments.close());

const charge = (body: object) => request(payments.app).post('/charges').send(body);

test('when a card is charged, then the order is charged here and captured at the acquirer', async () => {
  const body = chargeRequest();
  const response = await charge(body);
  assert.equal(response.status, 201);
  assert.deepEqual(response.body, { orderId: body.orderId, status: 'charged' });
  assert.deepEqual(await payments.stored(body.orderId), { status: 'charged', reversalPending: false });
  assert.equal(await payments.captured(body.orderId), 'captured');
});

test('when the same charge comes again, then the answer is the same and the acquirer is not asked', async () => {
  const body = chargeRequest();
  await charge(body).expect(201);
  const again = await charge(body);
  assert.equal(again.status, 201);
  assert.deepEqual(again.body, { orderId: body.orderId, status: 'charged' });
  assert.equal(payments.proxy.requests.length, 1);
});

test('when the same charge comes 20 times at once, then there is one charge and one capture', async () => {
  const body = chargeRequest();
  const responses = await Promise.all(Array.from({ length: 20 }, () => charge(body)));
  for (const response of responses) assert.equal(response.status, 201);
  const { rows } = await payments.auditor.query('SELECT count(*) AS n FROM acquirer.captures WHERE reference = $1', [
    body.orderId,
  ]);
  assert.equal(rows[0].n, 1);
  assert.equal(await payments.captured(body.orderId), 'captured');
});

test('when ten voids and ten charges come at once, then nothing stays charged', async () => {
  const body = chargeRequest();
  const responses = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      n % 2 === 0 ? charge(body) : request(payments.app).post(`/charges/${body.orderId}/void`),
    ),
  );
  for (const { status } of responses) assert.ok([200, 201, 409].includes(status), String(status));
  assert.deepEqual(await payments.stored(body.orderId), { status: 'voided', reversalPending: false });
  assert.notEqual(await payments.captured(body.orderId), 'captured');
});

test('when the acquirer declines the card, then the answer is 402 each time and nothing is captured', async () => {
  const body = chargeRequest({ paymentToken: 'tok_declined' });
  for (const response of [await charge(body), await charge(body)]) {
    assert.equal(response.status, 402);
    assert.equal(response.type, 'application/problem+json');
    assert.equal(response.body.code, 'payment_declined');
  }
  assert.equal((await payments.stored(body.orderId))?.status, 'declined');
  assert.equal(await payments.captured(body.orderId), 'declined');
  assert.equal(payments.proxy.requests.length, 1);
});

for (const other of [{ amountMinor: 5_000 }, { currency: 'GBP' }] as const) {
  test(`when the same order is charged with ${JSON.stringify(other)}, then it is refused`, async () => {
    const body = chargeRequest();
    await charge(body).expect(201);
    const response = await charge({ ...body, ...other });
    assert.equal(response.status, 409);
    assert.equal(response.body.code, 'charge_mismatch');
    assert.equal(payments.proxy.requests.length, 1);
  });
}

test('when the card token has done its work, then it is in neither database and in no answer', async () => {
  const body = chargeRequest({ paymentToken: 'tok_not_to_be_kept' });
  const response = await charge(body);
  const { rows } = await payments.auditor.query(
    `SELECT to_jsonb(charges)::text || to_jsonb(captures)::text AS kept
     FROM payments.charges JOIN acquirer.captures ON reference = order_id::text WHERE order_id = $1`,
    [body.orderId],
  );
  assert.doesNotMatch(rows[0].kept + response.text, /tok_/);
});

const wrongBodies: Record<string, object> = {
  'an unknown field': { ...chargeRequest(), note: 'x' },
  'no amount': { ...chargeRequest(), amountMinor: undefined },
  'a fraction of a cent': chargeRequest({ amountMinor: 1.5 }),
  'a negative amount': chargeRequest({ amountMinor: -1 }),
  'an amount beyond all bounds': chargeRequest({ amountMinor: 1e300 }),
  'an unknown currency': { ...chargeRequest(), currency: 'DOGE' },
  'an order id that is none': chargeRequest({ orderId: '42' }),
  'a card number for a token': chargeRequest({ paymentToken: '4111111111111111' }),
  'a list': [],
};
for (const [name, body] of Object.entries(wrongBodies)) {
  test(`when a charge has ${name}, then it is refused with 400 and nobody is asked`, async () => {
    const response = await charge(body);
    assert.equal(response.status, 400);
    assert.equal(response.body.code, 'invalid_request');
    assert.doesNotMatch(response.text, /4111/);
    assert.equal(payments.proxy.requests.length, 0);
  });
}

test('when the path holds no order id, then every route refuses it with 400', async () => {
  await request(payments.app).get('/charges/42').expect(400);
  await request(payments.app).post('/charges/42/void').expect(400);
});

test('when nothing is known of an order, then its charge is not found', async () => {
  const response = await request(payments.app).get(`/charges/${randomUUID()}`);
  assert.equal(response.status, 404);
  assert.equal(response.body.code, 'unknown_charge');
});

test('when all of that is over, then the ledgers agree', () => assertLedgersAgree(payments.auditor));
