import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { assertUnnamed, clearSpans } from '@spanshop/shared/testing';
import request from 'supertest';
import { cacheOff } from '../../src/faults/cache-off/entry.ts';
import { queries, startLab } from '../support/start-lab.ts';

const lab = await startLab({ CATALOGUE_TTL_MS: '3600000' });
after(lab.close);
beforeEach(clearSpans);

const look = async (path: string) => (await request(lab.app).get(path)).body;
const lookUps = () => queries('SELECT inventory.products').length;

for (const path of [
  '/products?tenant=main&limit=20',
  '/products?tenant=outlet&limit=3&category=rugs',
  '/products/sku-0007?tenant=main',
]) {
  test(`when it is on, then ${path} is looked up at each look and answers the same`, async () => {
    const healthy = await look(path);
    assert.deepEqual(await look(path), healthy);
    assert.equal(lookUps(), 1);
    await lab.on(cacheOff, 1);
    for (let times = 1; times <= 3; times += 1) {
      assert.deepEqual(await look(path), healthy);
      assert.equal(lookUps(), 1 + times);
    }
    assertUnnamed(cacheOff);
    await lab.off();
    assert.deepEqual(await look(path), healthy);
    assert.equal(lookUps(), 4);
  });
}

test('when it is on, then pages follow each other as ever, and what is not sold is not there', async () => {
  const first = '/products?tenant=studio&limit=5';
  const healthy = await look(first);
  await lab.on(cacheOff, 1);
  const { nextCursor, ...page } = await look(first);
  assert.deepEqual({ ...page, nextCursor }, healthy);
  const second = await look(`${first}&cursor=${nextCursor}`);
  assert.equal(second.products.length, 5);
  assert.ok(second.products[0].sku > page.products[4].sku);
  assert.equal((await look('/products/sku-0002?tenant=outlet')).code, 'unknown_product');
  await lab.off();
});
