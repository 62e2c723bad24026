import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import request from 'supertest';
import { startInventory } from '../support/start-inventory.ts';

const inventory = await startInventory();
after(inventory.close);

async function post(path: string, body: object = {}): Promise<{ status: number; code: string | undefined }> {
  const answer = await fetch(inventory.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { code } = (await answer.json()) as { code?: string };
  return { status: answer.status, code };
}
const reserve = (skus: readonly string[], orderId = randomUUID()) =>
  post('/reservations', { orderId, items: skus.map(sku => ({ sku, quantity: 1 })) });

test('when 50 orders want the last 10 pieces at once, then exactly 10 get one and 40 are told that it is gone', async () => {
  await inventory.setStock('sku-0010', 10);
  const answers = await Promise.all(Array.from({ length: 50 }, () => reserve(['sku-0010'])));
  assert.equal(answers.filter(({ status }) => status === 201).length, 10);
  assert.equal(answers.filter(({ status, code }) => status === 409 && code === 'out_of_stock').length, 40);
  assert.deepEqual(await inventory.stockOf('sku-0010'), {
    initial: 10,
    restocked: 0,
    reserved: 10,
    shipped: 0,
    available: 0,
  });
});

test('when orders name the same products in opposite order, then none deadlocks', async () => {
  const skus = ['sku-0020', 'sku-0021', 'sku-0022', 'sku-0023'];
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => reserve(index % 2 ? skus : skus.toReversed())),
  );
  assert.deepEqual(
    answers.filter(({ status }) => status !== 201),
    [],
  );
  for (const sku of skus) assert.equal((await inventory.stockOf(sku))?.reserved, 40);
});

test('when everything is restocked while orders come and go, then nothing deadlocks and the counts add up', async () => {
  const skus = ['sku-0300', 'sku-0040', 'sku-0500', 'sku-0005'];
  const restock = async () => (await request(inventory.admin).post('/restock').send({ quantity: 1 })).status;
  const orders = Array.from({ length: 30 }, async (_, index) => {
    const orderId = randomUUID();
    const { status } = await reserve(index % 2 ? skus : skus.toReversed(), orderId);
    const then = await post(`/reservations/${orderId}/${index % 3 ? 'release' : 'ship'}`);
    return [status, then.status];
  });
  const restocked = await Promise.all(Array.from({ length: 8 }, restock));
  assert.deepEqual(new Set(restocked), new Set([200]));
  for (const statuses of await Promise.all(orders)) assert.deepEqual(statuses, [201, 200]);
  const stock = await inventory.stockOf('sku-0300');
  assert.deepEqual([stock?.restocked, stock?.reserved, stock?.shipped], [8, 0, 10]);
  assert.deepEqual(await inventory.unbalanced(), []);
});

test('when orders are placed, shipped and undone at random, then the counts add up at every moment', async () => {
  let looking = true;
  const look = async () => {
    while (looking) assert.deepEqual(await inventory.unbalanced(), []);
  };
  const watcher = look();
  const skus = Array.from({ length: 5 }, (_, index) => `sku-01${index}0`);
  await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const orderId = randomUUID();
      const steps = [
        () => reserve(skus.slice(index % 3, 2 + (index % 4)), orderId),
        () => post(`/reservations/${orderId}/release`),
        () => post(`/reservations/${orderId}/ship`),
      ];
      for (let step = 0; step < 4; step += 1) {
        const { status } = await (steps[(index * 7 + step * 5) % 3]?.() ?? assert.fail());
        assert.ok(status < 500, String(status));
      }
    }),
  );
  looking = false;
  await watcher;
});
