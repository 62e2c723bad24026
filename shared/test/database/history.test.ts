import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHistoryLoader } from '@spanshop/shared/database';
import { silentLogger } from '@spanshop/shared/testing';
import { startDatabase } from '../support/start-database.ts';

const { pool, test: database, close } = await startDatabase(3);
after(close);
const { createPool } = await import('@spanshop/shared/database');
const admin = createPool({ url: database.adminUrl, size: 1, logger: silentLogger() });
await admin.query(`
  CREATE TABLE orders.history (loaded integer NOT NULL);
  INSERT INTO orders.history VALUES (0);
  CREATE TABLE orders.past (LIKE public.counters);
  GRANT ALL ON orders.history, orders.past TO spanshop_orders`);
await admin.end();

const statement = 'INSERT INTO orders.past SELECT order_id::text, quantity FROM seed.orders($1, $2) AS past';
const loader = (orders: number) =>
  createHistoryLoader({ database: pool, schema: 'orders', statement, orders, logger: silentLogger() });
const counts = async () => {
  const { rows } = await pool.query<{ loaded: number; past: number; different: number }>(
    'SELECT loaded, (SELECT count(*) FROM orders.past) AS past, (SELECT count(DISTINCT name) FROM orders.past) AS different FROM orders.history',
  );
  return rows[0];
};
async function until(loaded: number): Promise<void> {
  const giveUpAt = performance.now() + 20_000;
  while ((await counts())?.loaded !== loaded) {
    if (performance.now() > giveUpAt) assert.fail('the history did not load');
    await sleep(20);
  }
}

test('when no orders of the past are wanted, then none are made', async () => {
  const none = loader(0);
  none.start();
  await none.stop();
  assert.deepEqual(await counts(), { loaded: 0, past: 0, different: 0 });
});

test('when the loader stops early, then whole chunks are there, and the next start goes on from them', async () => {
  const first = loader(12_000);
  first.start();
  await first.stop();
  const stopped = await counts();
  assert.equal(stopped?.loaded, stopped?.past);
  assert.ok((stopped?.loaded ?? 0) < 12_000);
  const second = loader(12_000);
  second.start();
  await until(12_000);
  await second.stop();
  assert.deepEqual(await counts(), { loaded: 12_000, past: 12_000, different: 12_000 });
});

test('when replicas load at once, then each order is made once', async () => {
  const replicas = [1, 2, 3].map(() => loader(30_000));
  for (const replica of replicas) replica.start();
  await until(30_000);
  await Promise.all(replicas.map(replica => replica.stop()));
  assert.deepEqual(await counts(), { loaded: 30_000, past: 30_000, different: 30_000 });
});
