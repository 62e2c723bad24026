import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import type { ChargeRequest } from '@spanshop/shared/contracts/payments';
import request from 'supertest';
import { assertLedgersAgree } from '../support/ledgers.ts';
import { type RunningPayments, startPayments } from '../support/payments.ts';
import { chargeRequest } from '../support/requests.ts';

/** An acquirer that answers a question with the answer to another one. */
let payments: RunningPayments;
before(async () => {
  payments = await startPayments({ BREAKER_MINIMUM_CALLS: '1000' });
});
beforeEach(() => payments.proxy.reset());
after(() => payments.close());

interface MixUp {
  what: string;
  status: number;
  body: (asked: ChargeRequest) => object;
}

const captured = ({ orderId, amountMinor, currency }: ChargeRequest) => ({
  reference: orderId,
  status: 'captured',
  amountMinor,
  currency,
});
const other = () => randomUUID();
const mixUps: MixUp[] = [
  { what: 'captured another reference', status: 201, body: asked => ({ ...captured(asked), reference: other() }) },
  { what: 'captured another amount', status: 201, body: asked => ({ ...captured(asked), amountMinor: 1 }) },
  { what: 'captured another currency', status: 201, body: asked => ({ ...captured(asked), currency: 'USD' }) },
  {
    what: 'declined another reference',
    status: 201,
    body: asked => ({ ...captured(asked), status: 'declined', reference: other() }),
  },
  {
    what: 'reversed another reference',
    status: 409,
    body: () => ({ status: 409, code: 'reference_reversed', detail: 'It was reversed.', reference: other() }),
  },
  {
    what: 'reversed some reference',
    status: 409,
    body: () => ({ status: 409, code: 'reference_reversed', detail: 'It was reversed.' }),
  },
];

function mixUp(method: string, path: RegExp, { status, body }: MixUp, asked: ChargeRequest): void {
  const headers = { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' };
  payments.proxy.when(method, path, { do: 'answer', status, body: body(asked), headers }, 1);
}

const charge = (body: ChargeRequest) => request(payments.app).post('/charges').send(body);
const find = (orderId: string) => request(payments.app).get(`/charges/${orderId}`);
const unsettled = { status: 'unknown', reversalPending: false };

for (const answer of mixUps) {
  test(`when the acquirer says of a capture that it ${answer.what}, then the charge stays open until it is asked again`, async () => {
    const asked = chargeRequest();
    mixUp('POST', /captures$/, answer, asked);
    const { status } = await charge(asked);
    assert.ok(status === 504 || status === 502, String(status));
    assert.deepEqual(await payments.stored(asked.orderId), unsettled);
    assert.equal((await charge(asked)).status, 201);
    assert.equal(await payments.captured(asked.orderId), 'captured');
    await assertLedgersAgree(payments.auditor);
  });
}

for (const answer of mixUps.filter(({ status }) => status === 201)) {
  test(`when the acquirer is asked what became of a capture and says that it ${answer.what}, then nothing is settled by that`, async () => {
    const asked = chargeRequest();
    payments.proxy.when('POST', /captures$/, { do: 'drop answer' }, 1);
    assert.equal((await charge(asked)).status, 504);
    mixUp('GET', /captures/, answer, asked);
    assert.deepEqual((await find(asked.orderId)).body, { orderId: asked.orderId, status: 'unknown' });
    assert.deepEqual(await payments.stored(asked.orderId), unsettled);
    assert.equal((await find(asked.orderId)).body.status, 'charged');
  });
}

test('when the acquirer says that another reference is unknown, then the charge does not count as never arrived', async () => {
  const asked = chargeRequest();
  payments.proxy.when('POST', /captures$/, { do: 'drop answer' }, 1);
  assert.equal((await charge(asked)).status, 504);
  const body = () => ({ status: 404, code: 'unknown_reference', detail: 'Never captured.', reference: other() });
  mixUp('GET', /captures/, { what: '', status: 404, body }, asked);
  assert.equal((await find(asked.orderId)).body.status, 'unknown');
  assert.equal((await find(asked.orderId)).body.status, 'charged');
});

for (const [what, body] of [
  ['another reference', () => ({ reference: other(), status: 'reversed', amountMinor: 0, currency: null })],
  ['a capture', (asked: ChargeRequest) => captured(asked)],
] as const) {
  test(`when the acquirer answers a reversal with ${what}, then the reversal stays pending`, async () => {
    const asked = chargeRequest();
    assert.equal((await charge(asked)).status, 201);
    mixUp('POST', /reversal$/, { what, status: 200, body }, asked);
    const voided = () => request(payments.app).post(`/charges/${asked.orderId}/void`);
    assert.equal((await voided()).body.code, 'reversal_pending');
    assert.equal(await payments.captured(asked.orderId), 'captured');
    assert.equal((await voided()).status, 200);
    assert.equal(await payments.captured(asked.orderId), 'reversed');
    await assertLedgersAgree(payments.auditor);
  });
}
