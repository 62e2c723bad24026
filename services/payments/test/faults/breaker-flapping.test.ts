import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertUnnamed, silentLogger } from '@spanshop/shared/testing';
import { AcquirerError } from '../../src/domain/acquirer.ts';
import { breakerFlapping } from '../../src/faults/breaker-flapping/entry.ts';
import { tightBreaker } from '../../src/faults/breaker-flapping/tight-breaker.ts';
import { startFaultyPayments } from '../support/faulty-payments.ts';

const payments = await startFaultyPayments();
after(payments.close);

const capture = { reference: 'an order', amountMinor: 100, currency: 'EUR', cardToken: 'tok_visa' };

/** An acquirer that always answers well, after so many milliseconds. */
function acquirerThatTakes(ms: number) {
  const never = () => Promise.reject(new Error('nobody asks for this'));
  const asked: string[] = [];
  return {
    asked,
    find: never,
    reverse: never,
    async capture({ reference }: { reference: string }) {
      asked.push(reference);
      await sleep(ms);
      return 'captured' as const;
    },
  };
}

test('when good answers come a little late, then the breaker opens, and its next caller is turned away unasked', async t => {
  const acquirer = acquirerThatTakes(20);
  const breaker = tightBreaker(acquirer, silentLogger());
  t.after(breaker.end);
  await breaker.begin(1);
  assert.deepEqual([await breaker.capture(capture), await breaker.capture(capture)], ['captured', 'captured']);
  await assert.rejects(
    breaker.capture(capture),
    error => error instanceof AcquirerError && error.code === 'acquirer_unavailable',
  );
  assert.equal(acquirer.asked.length, 2);
  await breaker.end();
  assert.equal(await breaker.capture(capture), 'captured');
});

test('when answers are in time, then it stays closed', async t => {
  const acquirer = acquirerThatTakes(0);
  const breaker = tightBreaker(acquirer, silentLogger());
  t.after(breaker.end);
  await breaker.begin(60_000);
  for (let call = 0; call < 20; call += 1) assert.equal(await breaker.capture(capture), 'captured');
});

test('when it is on, then an acquirer that is only slow is not asked any more, and is when it is off', async () => {
  payments.proxy.when('POST', /captures$/, { do: 'delay', ms: 80 });
  await payments.lab.on(breakerFlapping, 3);
  await payments.charge().expect(201);
  await payments.charge().expect(201);
  const { body } = await payments.charge().expect(503);
  assert.equal(body.code, 'acquirer_unavailable');
  await payments.lab.off();
  await payments.charge().expect(201);
  payments.proxy.reset();
  assertUnnamed(breakerFlapping, 'flapping', 'tight');
});
