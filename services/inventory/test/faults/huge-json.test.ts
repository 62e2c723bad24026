import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { productPage } from '@spanshop/shared/contracts/inventory';
import { assertUnnamed, clearSpans } from '@spanshop/shared/testing';
import { hugeJson } from '../../src/faults/huge-json/entry.ts';
import { startLab } from '../support/start-lab.ts';

const lab = await startLab({ CATALOGUE_TTL_MS: '3600000' });
after(lab.close);
beforeEach(clearSpans);

const look = async (limit: number) => (await fetch(`${lab.url}/products?tenant=main&limit=${limit}`)).text();

test('when it is on, then a page has the past of each product beside what it always has', async () => {
  const healthy = JSON.parse(await look(3));
  await lab.on(hugeJson, 1);
  const page = JSON.parse(await look(3));
  const [daysEach] = hugeJson.magnitudes.values;
  for (const { history } of page.products) {
    assert.equal(history.length, daysEach);
    assert.match(history[0].day, /^\d{4}-\d\d-\d\d$/);
  }
  assert.deepEqual(productPage.parse(page), healthy, 'who asks for a page reads what he always read');
  assertUnnamed(hugeJson);
  await lab.off();
  assert.deepEqual(JSON.parse(await look(3)), healthy);
});

test('when it is at its hardest, then the longest page is still one that its reader takes', async () => {
  await lab.on(hugeJson, 3);
  const page = await look(100);
  assert.ok(page.length > 2_000_000 && page.length < 5_000_000, `${page.length} bytes`);
  assert.equal(productPage.parse(JSON.parse(page)).products.length, 100);
  await lab.off();
});
