import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { assertUnnamed, clearSpans, finishedSpans } from '@spanshop/shared/testing';
import { retryStorm } from '../../src/faults/retry-storm/entry.ts';
import { startFaultyPayments } from '../support/faulty-payments.ts';
import { assertLedgersAgree } from '../support/ledgers.ts';

const captures = /captures$/;
/** The banks of these cards are as they are: the acquirer draws by reference. */
const ofABankThatIsThere = { orderId: '00000000-0000-4000-8000-000000000000' };
const ofABankThatIsAway = { orderId: '00000000-0000-4000-8000-000000000021' };
const payments = await startFaultyPayments();
after(payments.close);
beforeEach(() => {
  payments.proxy.reset();
  clearSpans();
});

test('when the acquirer is well again within the tries, then the card is charged once', async () => {
  payments.proxy.when('POST', captures, { do: 'answer', status: 503 }, 4);
  await payments.lab.on(retryStorm, 1);
  await payments.charge(ofABankThatIsThere).expect(201);
  assert.equal(payments.proxy.requests.length, 5);
  assert.equal(await payments.captured(ofABankThatIsThere.orderId), 'captured');
  await assertLedgersAgree(payments.auditor);
});

test('when the acquirer refuses a card again and again, then each try but the first says that it is one', async () => {
  payments.proxy.when('POST', captures, { do: 'answer', status: 503 });
  await payments.lab.on(retryStorm, 1);
  await payments.charge().expect(504);
  const tries = finishedSpans()
    .filter(({ attributes }) => attributes['service.peer.name'] === 'acquirer')
    .map(({ attributes }) => attributes['http.request.resend_count'] ?? 0);
  assert.deepEqual(tries, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assertUnnamed(retryStorm, 'storm');
});

test('when the bank of a card is away, then it is asked as often as allowed, and nothing is captured', async () => {
  await payments.lab.on(retryStorm, 1);
  await payments.charge(ofABankThatIsAway).expect(504);
  assert.equal(payments.proxy.requests.length, 10);
  await payments.lab.off();
  await payments.charge(ofABankThatIsAway).expect(201);
});

test('when it is off again, then two tries are all there are', async () => {
  payments.proxy.when('POST', captures, { do: 'answer', status: 503 });
  await payments.lab.on(retryStorm, 2);
  await payments.lab.off();
  await payments.charge().expect(504);
  assert.equal(payments.proxy.requests.length, 2);
});
