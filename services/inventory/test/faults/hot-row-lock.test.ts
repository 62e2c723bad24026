import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { inTransaction } from '@spanshop/shared/database';
import { assertUnnamed, clearSpans, waitForSpans } from '@spanshop/shared/testing';
import { hotRowLock } from '../../src/faults/hot-row-lock/entry.ts';
import { queries, startLab } from '../support/start-lab.ts';

const lab = await startLab();
after(lab.close);
beforeEach(clearSpans);

const waits = () => queries('wait for stock lock');

async function reserve(sku: string): Promise<number> {
  const { status } = await fetch(`${lab.url}/reservations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId: randomUUID(), items: [{ sku, quantity: 1 }] }),
  });
  return status;
}

/** Has one reservation come while another has the first product's row, and not that of what is wanted. */
async function reserveBeside(sku: string): Promise<number> {
  const asked = Promise.withResolvers<Promise<number>>();
  await inTransaction(lab.database, async transaction => {
    await transaction.query(`SELECT FROM inventory.stock WHERE sku = 'sku-0001' FOR UPDATE`);
    const answer = reserve(sku);
    asked.resolve(answer);
    // Either it is through without a wait, or its transaction has started again and waits.
    await Promise.race([answer, waitForSpans(() => queries('ROLLBACK').length > 0)]);
  });
  return asked.promise;
}

test('when it is on, then a reservation waits for one of another product, and not when it is off', async () => {
  assert.equal(await reserveBeside('sku-0300'), 201);
  assert.equal(waits().length, 0);
  await lab.on(hotRowLock, 1);
  assert.equal(await reserveBeside('sku-0300'), 201);
  await waitForSpans(() => waits().length > 0);
  assertUnnamed(hotRowLock);
  clearSpans();
  await lab.off();
  assert.equal(await reserveBeside('sku-0300'), 201);
  assert.equal(waits().length, 0);
  assert.equal((await lab.stockOf('sku-0300'))?.reserved, 3);
});

test('when it is on, then what is reserved is what was wanted, and the shared row is as it was', async () => {
  await lab.on(hotRowLock, 1);
  const before = await lab.stockOf('sku-0001');
  const wanted = ['sku-0400', 'sku-0401', 'sku-0400', 'sku-0402'];
  assert.deepEqual(
    await Promise.all(wanted.map(reserve)),
    wanted.map(() => 201),
  );
  assert.deepEqual(await lab.stockOf('sku-0001'), before);
  assert.equal((await lab.stockOf('sku-0400'))?.reserved, 2);
  await lab.setStock('sku-0403', 0);
  assert.equal(await reserve('sku-0403'), 409);
  assert.equal(await reserve('sku-0001'), 201);
  assert.deepEqual(await lab.unbalanced(), []);
  await lab.off();
});
