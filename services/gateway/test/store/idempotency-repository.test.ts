import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { loadConfig } from '@spanshop/shared/config';
import { createPool } from '@spanshop/shared/database';
import { createTestDatabase, silentLogger } from '@spanshop/shared/testing';
import { createGateway } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';
import { fingerprintOf, type Hold, type KeyUse } from '../../src/domain/idempotency.ts';
import { createIdempotencyRepository } from '../../src/store/idempotency-repository.ts';
import { orderBody } from '../support/order-body.ts';

const leaseMs = 60_000;
const testDatabase = await createTestDatabase();
const logger = silentLogger();
const migrated = await createGateway(
  loadConfig(configSchema, {
    PORT: '0',
    ADMIN_PORT: '0',
    DATABASE_URL: testDatabase.urlOf('gateway'),
    MIGRATION_DATABASE_URL: testDatabase.migrationUrl,
    ORDERS_URL: 'http://127.0.0.1:1',
    INVENTORY_URL: 'http://127.0.0.1:1',
  }),
  logger,
);
const database = createPool({ url: testDatabase.urlOf('gateway'), size: 10, logger });
const keys = createIdempotencyRepository(database, leaseMs);
after(async () => {
  await migrated.close();
  await database.end();
  await testDatabase.close();
});

const digest = (text: string) => createHash('sha256').update(text).digest();
let use: KeyUse;
beforeEach(() => {
  use = { tenant: 'main', key: randomUUID(), fingerprint: digest('one') };
});

async function claimed(of = use): Promise<Hold> {
  const claim = await keys.claim(of);
  if (claim.state !== 'mine') assert.fail(`the key is ${claim.state}`);
  return claim.hold;
}
const endLease = () =>
  database.query("UPDATE gateway.idempotency_keys SET running_until = now() - interval '1 ms' WHERE key = $1", [
    use.key,
  ]);
const setAge = (hours: number) =>
  database.query('UPDATE gateway.idempotency_keys SET created_at = now() - make_interval(hours => $2) WHERE key = $1', [
    use.key,
    hours,
  ]);

test('when a key is new, then it is mine, with an id for the order', async () => {
  assert.match((await claimed()).orderId, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
});

test('when the first request still runs, then the key is taken', async () => {
  await claimed();
  assert.deepEqual(await keys.claim(use), { state: 'running' });
});

test('when the first request was answered, then the key stands for its order, for good', async () => {
  const hold = await claimed();
  await keys.answered(hold);
  const { orderId } = hold;
  for (let count = 0; count < 2; count += 1) assert.deepEqual(await keys.claim(use), { state: 'answered', orderId });
});

for (const [what, prepare] of [
  ['runs', async () => {}],
  ['was answered', (hold: Hold) => keys.answered(hold)],
  ['was handed on', (hold: Hold) => keys.handOn(hold)],
  ['was abandoned', endLease],
] as const) {
  test(`when the key comes with another request while the first ${what}, then that is a mismatch`, async () => {
    await prepare(await claimed());
    assert.deepEqual(await keys.claim({ ...use, fingerprint: digest('two') }), { state: 'mismatch' });
  });
}

test('when the first request is abandoned, then the next one takes over under the same order, once', async () => {
  const { orderId } = await claimed();
  await endLease();
  const claims = await Promise.all(Array.from({ length: 10 }, () => keys.claim(use)));
  assert.deepEqual(
    claims.filter(({ state }) => state === 'mine'),
    [{ state: 'mine', hold: { orderId, version: 2 } }],
  );
  assert.equal(claims.filter(({ state }) => state === 'running').length, 9);
});

test('when an answered key is old, then no lease makes it anybody’s', async () => {
  const hold = await claimed();
  await keys.answered(hold);
  await setAge(23);
  assert.deepEqual(await keys.claim(use), { state: 'answered', orderId: hold.orderId });
});

test('when 20 claim a new key at once, then one gets it', async () => {
  const claims = await Promise.all(Array.from({ length: 20 }, () => keys.claim(use)));
  assert.equal(claims.filter(({ state }) => state === 'mine').length, 1);
  assert.equal(claims.filter(({ state }) => state === 'running').length, 19);
});

test('when a key is released, then it is free, for any request, under another order', async () => {
  const hold = await claimed();
  await keys.release(hold);
  const next = await claimed({ ...use, fingerprint: digest('two') });
  assert.notEqual(next.orderId, hold.orderId);
  assert.equal(next.version, 1);
});

test('when a key is handed on, then the next request has it at once, under the same order', async () => {
  const hold = await claimed();
  await keys.handOn(hold);
  assert.equal(await keys.isRunning(use.tenant, hold.orderId), false);
  assert.deepEqual(await claimed(), { orderId: hold.orderId, version: 2 });
});

for (const write of ['answered', 'handOn', 'release'] as const) {
  test(`when a slow request writes ${write} and its key has another holder, then nothing changes for that one`, async () => {
    const slow = await claimed();
    await endLease();
    const successor = await claimed();
    await keys[write](slow);
    assert.deepEqual(await keys.claim(use), { state: 'running' });
    await keys.answered(successor);
    await keys[write](slow);
    assert.deepEqual(await keys.claim(use), { state: 'answered', orderId: successor.orderId });
  });

  test(`when a slow request writes ${write} and its key was released and is new, then nothing changes for the new one`, async () => {
    const slow = await claimed();
    await keys.release(slow);
    const successor = await claimed();
    await keys[write](slow);
    assert.deepEqual(await keys.claim(use), { state: 'running' });
    assert.equal(await keys.isRunning(use.tenant, successor.orderId), true);
  });
}

test('when storefronts use the same key, then they are not in each other’s way', async () => {
  const { orderId } = await claimed();
  assert.notEqual((await claimed({ ...use, tenant: 'outlet' })).orderId, orderId);
});

test('when keys are older than 24 hours, then they are forgotten, and younger ones are not', async () => {
  await claimed();
  await setAge(25);
  const young = { ...use, key: randomUUID() };
  await claimed(young);
  await keys.forgetOld();
  await claimed();
  assert.deepEqual(await keys.claim(young), { state: 'running' });
});

test('when two bodies mean the same order, then they have one fingerprint; any difference that counts has another', () => {
  const body = orderBody();
  const { customerId, items, currency, paymentToken } = body;
  assert.deepEqual(fingerprintOf({ paymentToken, items, currency, customerId }), fingerprintOf(body));
  const others = [
    { customerId: 'cus-0043' },
    { currency: 'USD' as const },
    { paymentToken: 'tok_other' },
    { items: [{ sku: 'sku-0001', quantity: 2 }] },
    { items: [{ sku: 'sku-0002', quantity: 1 }] },
  ].map(change => fingerprintOf(orderBody(change)).toString('hex'));
  assert.equal(new Set([fingerprintOf(body).toString('hex'), ...others]).size, 6);
});
