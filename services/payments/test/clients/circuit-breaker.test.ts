import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLogger } from '@spanshop/shared/testing';
import { type Circuit, CircuitOpen, createCircuitBreaker } from '../../src/clients/circuit-breaker.ts';

class Refusal extends Error {}

const resetMs = 60;
let circuit: Circuit<[], string>;
let calls: number;
let answer: () => Promise<string>;

beforeEach(() => {
  calls = 0;
  answer = () => Promise.resolve('well');
  circuit = createCircuitBreaker(
    () => {
      calls += 1;
      return answer();
    },
    {
      peer: 'acquirer',
      errorPercent: 50,
      windowMs: 10_000,
      minimumCalls: 4,
      resetMs,
      isFailure: error => !(error instanceof Refusal),
      logger: silentLogger(),
    },
  );
});
afterEach(() => circuit.close());

const fail = () => Promise.reject(new Error('broken'));

async function open(): Promise<void> {
  answer = fail;
  for (let n = 0; n < 4; n += 1) await assert.rejects(circuit.call(), /broken/);
  await assert.rejects(circuit.call(), CircuitOpen);
}

test('when fewer calls than the minimum fail, then the circuit stays closed', async () => {
  answer = fail;
  for (let n = 0; n < 3; n += 1) await assert.rejects(circuit.call(), /broken/);
  answer = () => Promise.resolve('well');
  assert.equal(await circuit.call(), 'well');
});

test('when most calls fail, then the circuit opens and nobody is called', async () => {
  await open();
  assert.equal(calls, 4);
});

test('when the peer refuses, however often, then it is well and the circuit stays closed', async () => {
  answer = () => Promise.reject(new Refusal('no'));
  for (let n = 0; n < 20; n += 1) await assert.rejects(circuit.call(), Refusal);
  assert.equal(calls, 20);
});

test('when half of the calls fail and not more, then the circuit stays closed', async () => {
  for (let n = 0; n < 10; n += 1) {
    answer = () => Promise.resolve('well');
    await circuit.call();
    answer = fail;
    await assert.rejects(circuit.call(), /broken/);
  }
  assert.equal(calls, 20);
});

test('when the circuit is half open, then exactly one call probes, and its success closes the circuit', async () => {
  await open();
  await sleep(resetMs + 20);
  let finishProbe = (_: string) => {};
  answer = () => new Promise(resolve => (finishProbe = resolve));
  const probe = circuit.call();
  await assert.rejects(circuit.call(), CircuitOpen);
  assert.equal(calls, 5);
  finishProbe('well');
  assert.equal(await probe, 'well');
  answer = () => Promise.resolve('well');
  assert.equal(await circuit.call(), 'well');
});

test('when the probe fails, then the circuit opens at once for the whole time again', async () => {
  await open();
  await sleep(resetMs + 20);
  await assert.rejects(circuit.call(), /broken/);
  await assert.rejects(circuit.call(), CircuitOpen);
  await sleep(resetMs + 20);
  answer = () => Promise.resolve('well');
  assert.equal(await circuit.call(), 'well');
});

test('when the probe is refused, then the peer is well and the circuit closes', async () => {
  await open();
  await sleep(resetMs + 20);
  answer = () => Promise.reject(new Refusal('no'));
  await assert.rejects(circuit.call(), Refusal);
  await assert.rejects(circuit.call(), Refusal);
});
