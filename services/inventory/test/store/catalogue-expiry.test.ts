import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { startInventory } from '../support/start-inventory.ts';

const ttlMs = 2_000;
const inventory = await startInventory({ CATALOGUE_TTL_MS: String(ttlMs) });
after(inventory.close);

const availableOf = async (sku: string): Promise<number> =>
  (await request(inventory.app).get(`/products/${sku}?tenant=main`)).body.available;

test('when stock changes, then the catalogue shows it once the time to live is over', async () => {
  await inventory.setStock('sku-0002', 7);
  assert.equal(await availableOf('sku-0002'), 7);
  await inventory.setStock('sku-0002', 5);
  assert.equal(await availableOf('sku-0002'), 7);
  await sleep(ttlMs + 50);
  assert.equal(await availableOf('sku-0002'), 5);
});
