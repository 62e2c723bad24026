import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { assertUnnamed, clearSpans, waitForSpans } from '@spanshop/shared/testing';
import request from 'supertest';
import { nPlusOne } from '../../src/faults/n-plus-one/entry.ts';
import { queries, startLab } from '../support/start-lab.ts';

const lab = await startLab();
after(lab.close);
beforeEach(clearSpans);

const [queriesPerItem] = nPlusOne.magnitudes.values;
const items = ['sku-0001', 'sku-0003', 'sku-0005'].map(sku => ({ sku, quantity: 2 }));

async function quote() {
  const { status, body } = await request(lab.app).post('/quotes').send({ tenant: 'main', currency: 'USD', items });
  await waitForSpans(spans => spans.some(({ name }) => name === 'POST /quotes'));
  return { status, body, queries: queries('SELECT inventory.products').length };
}

test('when it is on, then the same quote takes so many queries for each item, and one again when it is off', async () => {
  const healthy = await quote();
  assert.deepEqual([healthy.status, healthy.queries], [200, 1]);
  clearSpans();
  await lab.on(nPlusOne, 1);
  assert.deepEqual(await quote(), { ...healthy, queries: queriesPerItem * items.length });
  assertUnnamed(nPlusOne);
  clearSpans();
  await lab.off();
  assert.deepEqual(await quote(), healthy);
});

test('when it is on and a product is not sold there, then that is said as ever', async () => {
  await lab.on(nPlusOne, 1);
  const unsold = { tenant: 'outlet', currency: 'EUR', items: [{ sku: 'sku-0002', quantity: 1 }] };
  const { status, body } = await request(lab.app).post('/quotes').send(unsold);
  assert.deepEqual([status, body.code, body.sku], [422, 'unknown_product', 'sku-0002']);
  await lab.off();
});
