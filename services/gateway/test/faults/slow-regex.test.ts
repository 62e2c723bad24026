import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { finishedSpans, openLab } from '@spanshop/shared/testing';
import request from 'supertest';
import { checkKeyFirst } from '../../src/faults/slow-regex/check-key.ts';
import { slowRegex } from '../../src/faults/slow-regex/entry.ts';
import { orderBody } from '../support/order-body.ts';
import { startShop } from '../support/start-shop.ts';

const lab = await openLab();
const shop = await startShop({}, { faults: lab.faults });
await lab.start();
after(async () => {
  await lab.close();
  await shop.close();
});

const keyFrom = (first: string) => first + randomUUID().slice(1);
const order = (key: string) => request(shop.gateway).post('/orders').set('idempotency-key', key).send(orderBody());

test('when it is on, then every key that the contract takes stands for an order as ever', async () => {
  await lab.on(slowRegex, 1);
  for (const key of [keyFrom('e'), keyFrom('0'), 'e', 'f0=', `~${'x'.repeat(254)}`, `e${'x'.repeat(254)}`]) {
    const { status, body } = await order(key);
    assert.equal(status, 201, key);
    const again = await order(key);
    assert.deepEqual([again.body.id, again.get('idempotent-replayed')], [body.id, 'true'], key);
  }
  assert.equal((await order('two words')).status, 400);
  const told = finishedSpans().map(({ name, attributes, events }) => JSON.stringify({ name, attributes, events }));
  for (const span of told) assert.ok(!span.includes(slowRegex.name) && !span.includes('src/faults'), span);
  await lab.off();
  assert.equal((await order(keyFrom('e'))).status, 201);
});

test('when a key begins with e or f, then more of it takes several times the work; others cost next to none', async () => {
  const workUs = async (first: string, characters: number) => {
    const check = checkKeyFirst(async () => ({ state: 'running' }), characters);
    await check({ tenant: 'main', key: keyFrom(first), fingerprint: Buffer.of() });
    const before = process.threadCpuUsage();
    await check({ tenant: 'main', key: keyFrom(first), fingerprint: Buffer.of() });
    return process.threadCpuUsage(before).user;
  };
  const [few, medium] = slowRegex.magnitudes.values;
  const [slight, felt] = [await workUs('e', few), await workUs('f', medium)];
  assert.ok(felt > 3 * slight, `${slight} and ${felt} microseconds`);
  assert.ok((await workUs('d', medium)) < felt / 20);
});
