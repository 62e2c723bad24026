import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createPool, migrate } from '@spanshop/shared/database';
import { createTestDatabase, silentLogger } from '@spanshop/shared/testing';
import type { Batch } from '../../src/domain/dispatch-shipments.ts';
import { createShipmentsRepository } from '../../src/store/shipments-repository.ts';

const logger = silentLogger();
const testDatabase = await createTestDatabase();
const folder = fileURLToPath(new URL('../../migrations', import.meta.url));
await migrate({ url: testDatabase.migrationUrl, schema: 'fulfillment', folder, logger });
const database = createPool({ url: testDatabase.urlOf('fulfillment'), size: 8, logger });
const shipments = createShipmentsRepository(database);
after(async () => {
  await database.end();
  await testDatabase.close();
});

const waiting = async () =>
  (await database.query('SELECT FROM fulfillment.shipments WHERE dispatched_at IS NULL')).rowCount;
const idsIn = (batch: Batch) => batch.shipments.map(({ orderId }) => orderId);

let orderIds: string[] = [];
beforeEach(async () => {
  await database.query('DELETE FROM fulfillment.shipments');
  orderIds = Array.from({ length: 40 }, () => randomUUID());
  for (const orderId of orderIds) await shipments.create(orderId);
});

test('when eight instances dispatch at once, then each shipment is in one batch', async () => {
  const batches: string[][] = [];
  const dispatch = () =>
    shipments.takeBatch(10, async batch => {
      batches.push(idsIn(batch));
      await batch.markDispatched();
    });
  while (await waiting()) await Promise.all(Array.from({ length: 8 }, dispatch));
  assert.deepEqual(batches.flat().toSorted(), orderIds.toSorted());
});

test('when an instance has a batch in its hands, then another gets the shipments behind it, or none', async () => {
  await shipments.takeBatch(30, async first => {
    const others: string[] = [];
    await shipments.takeBatch(30, async second => {
      others.push(...idsIn(second));
      await second.markDispatched();
    });
    assert.deepEqual([...idsIn(first), ...others].toSorted(), orderIds.toSorted());
    await shipments.takeBatch(30, () => assert.fail('nothing is waiting'));
    await first.markDispatched();
  });
  assert.equal(await waiting(), 0);
});

test('when a batch does not leave, then its shipments wait for the next one', async () => {
  const breakDown = () => Promise.reject(new Error('the van broke down'));
  await assert.rejects(
    shipments.takeBatch(40, async batch => {
      await batch.markDispatched();
      await breakDown();
    }),
    /broke down/,
  );
  assert.equal(await waiting(), 40);
});
