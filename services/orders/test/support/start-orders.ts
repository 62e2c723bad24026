import assert from 'node:assert/strict';
import { loadConfig } from '@spanshop/shared/config';
import type { Order, PlaceOrderRequest } from '@spanshop/shared/contracts/orders';
import { createPool, type Database } from '@spanshop/shared/database';
import {
  createTestDatabase,
  openLab,
  type Proxy as Peer,
  silentLogger,
  startProxy,
  type TestLab,
} from '@spanshop/shared/testing';
import request from 'supertest';
import { createOrders } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';
import { answerAsInventory, answerAsPayments } from './peers.ts';
import { orderRequest } from './start-repository.ts';

export interface TestOrders {
  lab: TestLab;
  /** As the owner of the schema. */
  owner: Database;
  /** In front of each peer. */
  inventory: Peer;
  payments: Peer;
  place(differences?: Partial<PlaceOrderRequest>): Promise<Order>;
  list(
    customerId: string,
    query?: { tenant?: string; cursor?: string; limit?: number },
  ): Promise<{ orders: Order[]; nextCursor?: string }>;
  close(): Promise<void>;
}

/** Orders between peers that agree to everything, in lab mode, with nothing on. */
export async function startOrders(): Promise<TestOrders> {
  const testDatabase = await createTestDatabase();
  const peers = await Promise.all([startPeer(answerAsInventory), startPeer(answerAsPayments)]);
  const [inventory, payments] = await Promise.all([startProxy(peers[0].url), startProxy(peers[1].url)]);
  const environment = {
    PORT: '0',
    ADMIN_PORT: '0',
    DATABASE_URL: testDatabase.urlOf('orders'),
    MIGRATION_DATABASE_URL: testDatabase.migrationUrl,
    INVENTORY_URL: inventory.url,
    PAYMENTS_URL: payments.url,
  };
  const lab = await openLab();
  const service = await createOrders(loadConfig(configSchema, environment), silentLogger(), lab.faults);
  await lab.start();
  const owner = createPool({ url: testDatabase.migrationUrl, size: 2, logger: silentLogger() });
  return {
    lab,
    owner,
    inventory,
    payments,
    async place(differences) {
      const { status, body } = await request(service.app).post('/orders').send(orderRequest(differences));
      assert.equal(status, 201);
      return body;
    },
    async list(customerId, query = {}) {
      const path = `/customers/${customerId}/orders`;
      const { status, body } = await request(service.app)
        .get(path)
        .query({ tenant: 'main', ...query });
      assert.equal(status, 200);
      return body;
    },
    async close() {
      await lab.close();
      await service.close();
      await owner.end();
      await Promise.all([inventory, payments, ...peers].map(peer => peer.close()));
      await testDatabase.close();
    },
  };
}

/** Nobody listens behind it: it answers by itself. */
async function startPeer(answer: (peer: Peer) => void): Promise<Peer> {
  const peer = await startProxy('http://127.0.0.1:1');
  answer(peer);
  return peer;
}
