import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Disturbance } from '@spanshop/shared/testing';
import request from 'supertest';
import { assertLedgersAgree } from '../support/ledgers.ts';
import { type RunningPayments, startPayments } from '../support/payments.ts';
import { chargeRequest } from '../support/requests.ts';
import { until } from '../support/until.ts';

const captures = /^\/v1\/captures$/;
const acquirerTimeoutMs = 500;

let payments: RunningPayments;
before(async () => {
  payments = await startPayments({
    ACQUIRER_TIMEOUT_MS: String(acquirerTimeoutMs),
    // The breaker has tests of its own.
    BREAKER_MINIMUM_CALLS: '1000',
  });
});
beforeEach(() => payments.proxy.reset());
after(() => payments.close());

const charge = (body: object) => request(payments.app).post('/charges').send(body);
const voidCharge = (orderId: string) => request(payments.app).post(`/charges/${orderId}/void`);

interface Failure {
  name: string;
  disturbance: Disturbance;
  /** What the acquirer holds afterwards. */
  captured: 'captured' | undefined;
}

const failures: Failure[] = [
  { name: 'resets the connection', disturbance: { do: 'refuse' }, captured: undefined },
  { name: 'captures and loses its answer', disturbance: { do: 'drop answer' }, captured: 'captured' },
  { name: 'never answers', disturbance: { do: 'hold', caller: 'waits' }, captured: undefined },
  { name: 'fails', disturbance: { do: 'answer', status: 500 }, captured: undefined },
  { name: 'is overloaded', disturbance: { do: 'answer', status: 503 }, captured: undefined },
  {
    name: 'answers HTML',
    disturbance: { do: 'answer', status: 200, body: '<html></html>', headers: { 'content-type': 'text/html' } },
    captured: undefined,
  },
  {
    name: 'answers a status that there is not',
    disturbance: { do: 'answer', status: 201, body: { reference: 'x', status: 'pondering' } },
    captured: undefined,
  },
  { name: 'refuses without a problem document', disturbance: { do: 'answer', status: 400 }, captured: undefined },
];

for (const { name, disturbance, captured } of failures) {
  test(`when the acquirer ${name}, then the outcome is unknown, and the next try settles it`, async () => {
    const body = chargeRequest();
    payments.proxy.when('POST', captures, disturbance);
    const response = await charge(body);
    assert.equal(response.status, 504);
    assert.equal(response.body.code, 'acquirer_outcome_unknown');
    assert.deepEqual(await payments.stored(body.orderId), { status: 'unknown', reversalPending: false });
    assert.equal(await payments.captured(body.orderId), captured);

    payments.proxy.reset();
    await charge(body).expect(201);
    assert.equal(await payments.captured(body.orderId), 'captured');
  });
}

test('when the acquirer takes longer than its timeout and captures nevertheless, then asking again finds the one capture', async () => {
  const body = chargeRequest();
  payments.proxy.when('POST', captures, { do: 'delay', ms: acquirerTimeoutMs + 50 }, 1);
  await charge(body).expect(504);
  await until(async () => (await payments.captured(body.orderId)) === 'captured');
  await charge(body).expect(201);
});

test('when the acquirer refuses the request itself, then the answer is a 502 of ours and nothing is charged', async () => {
  const body = chargeRequest();
  const problem = { status: 400, code: 'invalid_request', detail: 'no' };
  payments.proxy.when('POST', captures, {
    do: 'answer',
    status: 400,
    body: problem,
    headers: { 'content-type': 'application/problem+json' },
  });
  const response = await charge(body);
  assert.equal(response.status, 502);
  assert.equal(response.body.code, 'acquirer_refused');
  payments.proxy.reset();
  await voidCharge(body.orderId).expect(200);
});

test('when the caller has hardly any time left, then the acquirer is not asked', async () => {
  const body = chargeRequest();
  const response = await charge(body).set('x-timeout-ms', '80');
  assert.equal(response.status, 503);
  assert.equal(response.body.code, 'acquirer_unavailable');
  assert.equal(payments.proxy.requests.length, 0);
  await voidCharge(body.orderId).expect(200);
});

test('when an earlier try may have charged, then not reaching the acquirer now leaves the outcome unknown', async () => {
  const body = chargeRequest();
  payments.proxy.when('POST', captures, { do: 'drop answer' }, 1);
  await charge(body).expect(504);
  const response = await charge(body).set('x-timeout-ms', '80');
  assert.equal(response.status, 504);
  assert.equal(response.body.code, 'acquirer_outcome_unknown');
  await charge(body).expect(201);
});

test('when the void overtakes the capture, then the charge is refused and the capture reversed', async () => {
  const body = chargeRequest();
  payments.proxy.when('POST', captures, { do: 'hold', caller: 'waits' });
  const charging = charge(body).then(response => response);
  await until(() => payments.proxy.requests.length === 1);
  await voidCharge(body.orderId).expect(200);
  const [late] = await payments.proxy.release();
  assert.equal(late?.status, 409);
  assert.equal((await charging).status, 504);
  assert.equal(await payments.captured(body.orderId), 'reversed');
  await charge(body).expect(409);
});

test('when the void comes while the answer to a capture is on its way, then the capture is reversed and the charge refused', async () => {
  const body = chargeRequest();
  // The void cannot reach the acquirer, so only the charge can find out that its capture has become unwanted.
  payments.proxy.when('POST', /reversal$/, { do: 'answer', status: 500 }, 1);
  payments.proxy.when('POST', captures, { do: 'delay', ms: 150 });
  const charging = charge(body).then(response => response);
  await until(() => payments.proxy.requests.length === 1);
  await voidCharge(body.orderId).expect(503);
  assert.deepEqual(await payments.stored(body.orderId), { status: 'voided', reversalPending: true });

  const response = await charging;
  assert.equal(response.status, 409);
  assert.equal(response.body.code, 'charge_voided');
  assert.equal(await payments.captured(body.orderId), 'reversed');
  assert.deepEqual(await payments.stored(body.orderId), { status: 'voided', reversalPending: false });
});

test('when a capture has become unwanted and its reversal fails too, then the charge is refused and the reversal pending', async () => {
  const body = chargeRequest();
  payments.proxy.when('POST', /reversal$/, { do: 'answer', status: 500 });
  payments.proxy.when('POST', captures, { do: 'delay', ms: 150 });
  const charging = charge(body).then(response => response);
  await until(() => payments.proxy.requests.length === 1);
  await voidCharge(body.orderId).expect(503);
  assert.equal((await charging).status, 409);
  assert.equal(await payments.captured(body.orderId), 'captured');
  assert.deepEqual(await payments.stored(body.orderId), { status: 'voided', reversalPending: true });

  payments.proxy.reset();
  await voidCharge(body.orderId).expect(200);
  assert.equal(await payments.captured(body.orderId), 'reversed');
});

test('when the acquirer cannot be reached, then the charge stays open and its void is not reported done', async t => {
  const cutOff = await startPayments({ ACQUIRER_URL: 'http://127.0.0.1:1' });
  t.after(() => cutOff.close());
  const body = chargeRequest();
  const response = await request(cutOff.app).post('/charges').send(body);
  assert.equal(response.status, 503);
  assert.equal(response.body.code, 'acquirer_unavailable');
  assert.deepEqual(await cutOff.stored(body.orderId), { status: 'unknown', reversalPending: false });

  const voided = await request(cutOff.app).post(`/charges/${body.orderId}/void`);
  assert.equal(voided.status, 503);
  assert.equal(voided.body.code, 'reversal_pending');
  assert.deepEqual(await cutOff.stored(body.orderId), { status: 'voided', reversalPending: true });
});

test('when all of that is over, then the ledgers agree', () => assertLedgersAgree(payments.auditor));
