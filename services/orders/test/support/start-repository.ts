import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { trace } from '@opentelemetry/api';
import { orderConfirmedQueue, type PlaceOrderRequest } from '@spanshop/shared/contracts/orders';
import { createPool, type Database, migrate } from '@spanshop/shared/database';
import { createQueue, installQueue } from '@spanshop/shared/queue';
import { createTestDatabase, silentLogger } from '@spanshop/shared/testing';
import type { Orders } from '../../src/domain/saga.ts';
import { createOrdersRepository } from '../../src/store/orders-repository.ts';

export interface TestRepository {
  /** Another process's view of the same orders. */
  open(leaseMs: number): Orders;
  database: Database;
  close(): Promise<void>;
}

/** The repository on a database and a queue of its own; nobody recovers but the test. */
export async function startRepository(): Promise<TestRepository> {
  const logger = silentLogger();
  const testDatabase = await createTestDatabase();
  const folder = join(import.meta.dirname, '../../migrations');
  await migrate({ url: testDatabase.migrationUrl, schema: 'orders', folder, logger });
  await installQueue(testDatabase.migrationUrl, orderConfirmedQueue);
  const url = testDatabase.urlOf('orders');
  const database = createPool({ url, size: 10, logger });
  const queue = createQueue({ url, tracer: trace.getTracer('test'), logger, consumes: false });
  await queue.start();
  return {
    open: leaseMs => createOrdersRepository({ database, queue, leaseMs, gracePeriodMs: 0 }),
    database,
    async close() {
      await queue.stop();
      await database.end();
      await testDatabase.close();
    },
  };
}

export function orderRequest(differences: Partial<PlaceOrderRequest> = {}): PlaceOrderRequest {
  return {
    orderId: randomUUID(),
    tenant: 'main',
    customerId: 'cus-0042',
    customerTier: 'silver',
    currency: 'EUR',
    items: [{ sku: 'sku-0001', quantity: 3 }],
    paymentToken: 'tok_visa',
    ...differences,
  };
}
