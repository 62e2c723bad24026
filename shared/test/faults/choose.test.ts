import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { context, propagation } from '@opentelemetry/api';
import { noFaults } from '@spanshop/shared/faults';
import { openLab } from '@spanshop/shared/testing';
import { aFault } from './a-fault.ts';

const lab = await openLab();
await lab.start();
after(lab.close);

const healthy = async (customerId: string) => `${customerId} is served`;
const faulty = (times: number) => async (customerId: string) => `${customerId} waits ${times}`;
const serve = lab.faults.choose(aFault, healthy, faulty, customerId => ({ customerId }));

function withBaggage<T>(members: Record<string, string>, work: () => T): T {
  const entries = Object.entries(members).map(([name, value]) => [name, { value }] as const);
  return context.with(
    propagation.setBaggage(context.active(), propagation.createBaggage(Object.fromEntries(entries))),
    work,
  );
}

test('when lab mode is off, then the healthy function itself is what is called', () => {
  assert.equal(noFaults.choose(aFault, healthy, faulty), healthy);
  assert.deepEqual(noFaults.state(), { labMode: false, version: undefined, problem: undefined });
});

test('when nothing is on, then all goes the healthy way', async () => {
  await lab.off();
  assert.equal(await serve('cus-1'), 'cus-1 is served');
});

test('when it is on for everybody, then all goes the other way, in the unit of its entry', async () => {
  await lab.on(aFault, 3);
  assert.equal(await serve('cus-1'), 'cus-1 waits 30');
  await lab.off();
  assert.equal(await serve('cus-1'), 'cus-1 is served');
});

test('when it is on for one storefront, then the others notice nothing', async () => {
  await lab.on(aFault, 2, { if: [{ '==': [{ var: 'tenant' }, 'outlet'] }, 'medium', 'off'] });
  assert.equal(await withBaggage({ 'shop.tenant': 'outlet' }, () => serve('cus-1')), 'cus-1 waits 20');
  assert.equal(await withBaggage({ 'shop.tenant': 'main' }, () => serve('cus-1')), 'cus-1 is served');
  assert.equal(await serve('cus-1'), 'cus-1 is served');
});

test('when it is on for a share of the customers, then it is that share, and the same ones each time', async () => {
  await lab.on(aFault, 1, { fractional: [{ var: 'targetingKey' }, ['low', 25], ['off', 75]] });
  const answers = () => Promise.all(Array.from({ length: 400 }, (_, number) => serve(`cus-${number}`)));
  const first = await answers();
  const share = first.filter(answer => answer.endsWith('waits 10')).length / 400;
  assert.ok(share > 0.17 && share < 0.33, `${share}`);
  assert.deepEqual(await answers(), first);
});

test('when baggage aims it at a request, then at that one alone, whatever the flags say', async () => {
  await lab.off();
  assert.equal(await withBaggage({ 'lab.fault': 'a-fault:3' }, () => serve('cus-1')), 'cus-1 waits 30');
  assert.equal(await withBaggage({ 'lab.fault': 'a-fault' }, () => serve('cus-1')), 'cus-1 waits 20');
  for (const other of ['another', 'a-fault:4', 'a-faultless', ''])
    assert.equal(await withBaggage({ 'lab.fault': other }, () => serve('cus-1')), 'cus-1 is served', other);
});

test('when a fault cannot be aimed at a request, then baggage does nothing', async () => {
  const global = { ...aFault, scopes: { ...aFault.scopes, request: 'it is there for all' } };
  const call = lab.faults.choose(global, healthy, faulty);
  assert.equal(await withBaggage({ 'lab.fault': 'a-fault' }, () => call('cus-1')), 'cus-1 is served');
});

test('when the flags change while a call is on its way, then the next call goes the new way', async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    const calls = Promise.all(Array.from({ length: 20 }, () => serve('cus-1')));
    await lab.on(aFault, turn % 2 ? 1 : 2);
    await calls;
    assert.equal(await serve('cus-1'), `cus-1 waits ${turn % 2 ? 10 : 20}`);
    await lab.off();
    assert.equal(await serve('cus-1'), 'cus-1 is served');
  }
});
