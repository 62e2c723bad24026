import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { loadConfig } from '@spanshop/shared/config';
import type { CaptureRequest } from '@spanshop/shared/contracts/acquirer';
import type { Service } from '@spanshop/shared/service';
import { createTestDatabase, silentLogger, type TestDatabase } from '@spanshop/shared/testing';
import request from 'supertest';
import { createAcquirer } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';

let database: TestDatabase;
let acquirer: Service;
before(async () => {
  database = await createTestDatabase();
  const config = loadConfig(configSchema, {
    PORT: '0',
    ADMIN_PORT: '0',
    DATABASE_URL: database.urlOf('acquirer'),
    MIGRATION_DATABASE_URL: database.urlOf('acquirer'),
    PROCESSING_TIME_MS: '0',
  });
  acquirer = await createAcquirer(config, silentLogger());
});
after(async () => {
  await acquirer.close();
  await database.close();
});

function captureRequest(differences: Partial<CaptureRequest> = {}): CaptureRequest {
  return { reference: randomUUID(), amountMinor: 4_990, currency: 'EUR', cardToken: 'tok_visa', ...differences };
}

/** What the acquirer says of a capture: what it was asked for, less the card. */
function stands({ cardToken: _cardToken, ...asked }: CaptureRequest, status: string) {
  return { ...asked, status };
}

const capture = (body: object) => request(acquirer.app).post('/v1/captures').send(body);
const find = (reference: string) => request(acquirer.app).get(`/v1/captures/${reference}`);
const reverse = (reference: string) => request(acquirer.app).post(`/v1/captures/${reference}/reversal`);

for (const [cardToken, status] of Object.entries({
  tok_visa: 'captured',
  tok_mastercard: 'captured',
  tok_of_some_other_card: 'captured',
  tok_declined: 'declined',
})) {
  test(`when the card is ${cardToken}, then the answer is ${status}, again and again`, async () => {
    const body = captureRequest({ cardToken });
    for (const response of [await capture(body), await capture(body)]) {
      assert.equal(response.status, 201);
      assert.deepEqual(response.body, stands(body, status));
    }
    assert.deepEqual((await find(body.reference)).body, stands(body, status));
  });
}

test('when the same capture comes 20 times at once, then each gets the same answer', async () => {
  const body = captureRequest();
  const responses = await Promise.all(Array.from({ length: 20 }, () => capture(body)));
  for (const response of responses) assert.equal(response.status, 201);
});

for (const other of [{ amountMinor: 1 }, { currency: 'USD' }]) {
  test(`when a reference comes again with ${JSON.stringify(other)}, then it is refused`, async () => {
    const body = captureRequest();
    await capture(body).expect(201);
    const response = await capture({ ...body, ...other });
    assert.equal(response.status, 409);
    assert.deepEqual([response.body.code, response.body.reference], ['reference_reused', body.reference]);
  });
}

test('when a capture is reversed, repeatedly, then it stays reversed and is refused from then on', async () => {
  const body = captureRequest();
  await capture(body).expect(201);
  for (const response of [await reverse(body.reference), await reverse(body.reference)]) {
    assert.equal(response.status, 200);
    assert.deepEqual(response.body, stands(body, 'reversed'));
  }
  const late = await capture(body);
  assert.equal(late.status, 409);
  assert.equal(late.body.code, 'reference_reversed');
  assert.equal((await find(body.reference)).body.status, 'reversed');
});

test('when the reversal comes first, then it leaves a tombstone that refuses the capture', async () => {
  const body = captureRequest();
  await reverse(body.reference).expect(200);
  const late = await capture(body);
  assert.equal(late.status, 409);
  assert.equal(late.body.code, 'reference_reversed');
  assert.deepEqual((await find(body.reference)).body, {
    reference: body.reference,
    status: 'reversed',
    amountMinor: 0,
    currency: null,
  });
});

test('when captures and reversals of one reference come at once, then it ends reversed', async () => {
  const body = captureRequest();
  await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? capture(body) : reverse(body.reference))));
  assert.equal((await find(body.reference)).body.status, 'reversed');
});

test('when nothing was ever captured under a reference, then it is not found', async () => {
  const response = await find(randomUUID());
  assert.equal(response.status, 404);
  assert.equal(response.body.code, 'unknown_reference');
  assert.match(response.body.reference, /./);
});

for (const [name, body] of Object.entries({
  'an unknown field': { ...captureRequest(), note: 'x' },
  'no card': { ...captureRequest(), cardToken: undefined },
  'nothing to capture': captureRequest({ amountMinor: 0 }),
  'an amount beyond all bounds': captureRequest({ amountMinor: 1e300 }),
  'an endless reference': captureRequest({ reference: 'x'.repeat(65) }),
})) {
  test(`when a capture has ${name}, then it is refused with 400`, async () => {
    const response = await capture(body);
    assert.equal(response.status, 400);
    assert.equal(response.body.code, 'invalid_request');
  });
}
