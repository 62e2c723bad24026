import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from '@spanshop/shared/contracts/inventory';
import { createPool } from '@spanshop/shared/database';
import { withClient } from '@spanshop/shared/database/bootstrap';
import { runWithDeadline } from '@spanshop/shared/deadline';
import { clearSpans, silentLogger, waitForSpans } from '@spanshop/shared/testing';
import request from 'supertest';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { createCachedCatalogue } from '../../src/store/cached-catalogue.ts';
import { createProductsRepository } from '../../src/store/products-repository.ts';
import { startInventory } from '../support/start-inventory.ts';

const inventory = await startInventory({ CATALOGUE_TTL_MS: '60000' });
after(inventory.close);
beforeEach(clearSpans);

const settings = { ttlMs: 60_000, lookUpTimeoutMs: 1_000 };
const availableOf = async (sku: string): Promise<number> =>
  (await request(inventory.app).get(`/products/${sku}?tenant=main`)).body.available;
async function servedAndQueried(requests: number) {
  const spans = await waitForSpans(all => all.filter(({ kind }) => kind === 1).length >= requests);
  const served = spans.filter(({ kind }) => kind === 1);
  return {
    hits: served.map(({ attributes }) => attributes['shop.cache.hit']),
    queries: spans.filter(({ name }) => name === 'SELECT inventory.products').length,
  };
}

test('when a product is asked for again within the time to live, then the database is not', async () => {
  await availableOf('sku-0001');
  await availableOf('sku-0001');
  assert.deepEqual(await servedAndQueried(2), { hits: [false, true], queries: 1 });
});

for (const path of [
  '/products/sku-0003?tenant=main',
  '/products?tenant=main&limit=3',
  '/products/sku-9999?tenant=main',
]) {
  test(`when 20 ask for ${path} at once, then there is one query`, async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(inventory.url + path)));
    const bodies = new Set(
      await Promise.all(
        answers.map(async answer => JSON.stringify({ ...((await answer.json()) as object), traceId: undefined })),
      ),
    );
    assert.equal(bodies.size, 1);
    assert.equal((await servedAndQueried(20)).queries, 1);
  });
}

/** Holds the products while somebody asks for one of them. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  await withClient(inventory.testDatabase.adminUrl, async holder => {
    await holder.query('BEGIN; LOCK TABLE inventory.products');
    try {
      await work();
    } finally {
      await holder.query('ROLLBACK');
    }
  });
}
async function untilLookedUp(): Promise<void> {
  const waiting = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  while ((await inventory.database.query(waiting)).rowCount === 0) await sleep(10);
}

test('when the client leaves whose request came first, then whoever shares its look-up is answered', async () => {
  const database = createPool({ url: inventory.testDatabase.urlOf('inventory'), size: 1, logger: silentLogger() });
  const catalogue = createCachedCatalogue(createProductsRepository(database), settings);
  const busy = await database.connect();
  const leaving = new AbortController();
  const asked = [
    runWithDeadline(1_000, () => catalogue.find('main', 'sku-0004'), leaving.signal),
    runWithDeadline(1_000, () => catalogue.find('main', 'sku-0004')),
  ];
  leaving.abort();
  busy.release();
  const [, second] = await Promise.allSettled(asked);
  await database.end();
  assert.equal(second?.status, 'fulfilled');
});

test('when the first has little time, then it is told so in that time, and whoever shares its look-up is answered', async () => {
  const url = `${inventory.url}/products/sku-0005?tenant=main`;
  let second: Promise<Response> | undefined;
  await whileLocked(async () => {
    const startedAt = performance.now();
    const first = fetch(url, { headers: { 'x-timeout-ms': '500' } });
    await untilLookedUp();
    second = fetch(url);
    assert.equal((await first).status, 503);
    assert.ok(performance.now() - startedAt < 500, 'in its own time');
  });
  assert.equal((await second)?.status, 200);
});

const product = (sku: string): Product => ({
  sku,
  name: 'x',
  category: 'lamps',
  priceMinor: 1,
  currency: 'EUR',
  available: 1,
});

test('when more is asked for than the cache holds, then the oldest is looked up again', async () => {
  const lookedUp: string[] = [];
  const source: Catalogue = {
    list: async () => ({ products: [] }),
    async find(_tenant, sku) {
      lookedUp.push(sku);
      return product(sku);
    },
  };
  const catalogue = createCachedCatalogue(source, settings);
  for (let number = 0; number < 700; number += 1) await catalogue.find('main', `sku-${number}`);
  await catalogue.find('main', 'sku-699');
  assert.equal(lookedUp.length, 700);
  await catalogue.find('main', 'sku-0');
  assert.equal(lookedUp.length, 701);
});

test('when a look-up fails, then all who wait for it fail, and the next one tries again', async () => {
  let calls = 0;
  const source: Catalogue = {
    list: async () => ({ products: [] }),
    async find(_tenant, sku) {
      calls += 1;
      if (calls === 1) throw new Error('no database');
      return product(sku);
    },
  };
  const catalogue = createCachedCatalogue(source, settings);
  const first = await Promise.allSettled([catalogue.find('main', 'sku-1'), catalogue.find('main', 'sku-1')]);
  assert.deepEqual(
    first.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal((await catalogue.find('main', 'sku-1'))?.sku, 'sku-1');
  assert.equal(calls, 2);
});
