import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { inTransaction } from '@spanshop/shared/database';
import { clearSpans, finishedSpans, waitForSpans } from '@spanshop/shared/testing';
import { deadlock } from '../../src/faults/deadlock/entry.ts';
import { queries, startLab } from '../support/start-lab.ts';

const lab = await startLab();
after(lab.close);
beforeEach(clearSpans);

async function reserve(sku: string): Promise<{ status: number; withoutEffect: boolean | undefined }> {
  const answer = await fetch(`${lab.url}/reservations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId: randomUUID(), items: [{ sku, quantity: 1 }] }),
  });
  const { withoutEffect } = (await answer.json()) as { withoutEffect?: boolean };
  return { status: answer.status, withoutEffect };
}

/** Reserves the fifth product while another transaction takes the second and then the fifth one, as everybody should. */
async function reserveBeside() {
  const asked = Promise.withResolvers<ReturnType<typeof reserve>>();
  await inTransaction(lab.database, async transaction => {
    const take = (sku: string) => transaction.query('SELECT FROM inventory.stock WHERE sku = $1 FOR UPDATE', [sku]);
    await take('sku-0002');
    const answer = reserve('sku-0005');
    asked.resolve(answer);
    const isThrough = answer.then(() => true);
    await Promise.race([isThrough, untilItWaits()]);
    await take('sku-0005');
  });
  return asked.promise;
}

async function untilItWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await lab.database.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rowCount) return;
  }
}

const killed = () =>
  finishedSpans()
    .filter(({ attributes }) => attributes['db.response.status_code'] === '40P01')
    .map(({ name }) => name);

test('when it is on, then a reservation and whoever locks in order wait for each other, and it is ended without effect', async () => {
  assert.equal((await reserveBeside()).status, 201);
  assert.deepEqual(killed(), []);
  await lab.on(deadlock, 1);
  assert.deepEqual(await reserveBeside(), { status: 503, withoutEffect: true });
  await waitForSpans(() => queries('POST /reservations').length > 1);
  assert.deepEqual(killed(), ['SELECT inventory.stock']);
  assert.equal((await lab.stockOf('sku-0005'))?.reserved, 1);
  clearSpans();
  await lab.off();
  assert.equal((await reserveBeside()).status, 201);
  assert.deepEqual(killed(), []);
  assert.equal((await lab.stockOf('sku-0005'))?.reserved, 2);
});

test('when it is on and reservations of all sorts come at once, then those that succeed, and no others, are counted', async () => {
  await lab.on(deadlock, 2);
  const skus = ['sku-0101', 'sku-0102', 'sku-0103', 'sku-0104', 'sku-0105', 'sku-0106'];
  const answers = await Promise.all(skus.map(reserve));
  for (const [index, { status }] of answers.entries()) {
    assert.ok([201, 503].includes(status), String(status));
    assert.equal((await lab.stockOf(String(skus[index])))?.reserved, status === 201 ? 1 : 0);
  }
  assert.deepEqual(await lab.unbalanced(), []);
  await lab.off();
});
