import { loadConfig } from '@spanshop/shared/config';
import { createPool, type Database } from '@spanshop/shared/database';
import { noFaults } from '@spanshop/shared/faults';
import { closeServer, listen, portOf } from '@spanshop/shared/http';
import type { Service } from '@spanshop/shared/service';
import {
  type Proxy as BreakingProxy,
  createTestDatabase,
  type DatabaseRole,
  silentLogger,
  startProxy,
} from '@spanshop/shared/testing';
import type { Express } from 'express';
import { createAcquirer } from '../../../acquirer/src/app.ts';
import { configSchema as acquirerConfig } from '../../../acquirer/src/config.ts';
import { createInventory } from '../../../inventory/src/app.ts';
import { configSchema as inventoryConfig } from '../../../inventory/src/config.ts';
import { createOrders } from '../../../orders/src/app.ts';
import { configSchema as ordersConfig } from '../../../orders/src/config.ts';
import { createPayments } from '../../../payments/src/app.ts';
import { configSchema as paymentsConfig } from '../../../payments/src/config.ts';
import { createGateway } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';

export interface RunningShop {
  gateway: Express;
  url: string;
  port: number;
  /** Stands between the gateway and orders. */
  orders: BreakingProxy;
  /** Stands between the gateway and inventory. */
  inventory: BreakingProxy;
  /** Reads every schema. */
  auditor: Database;
  /** Writes in the gateway's own schema. */
  database: Database;
  /** Leaves so many pieces of a product, as if there had never been more. */
  setStock(sku: string, pieces: number): Promise<void>;
  close(): Promise<void>;
}

const logger = silentLogger();

/** The real gateway before the real orders, inventory, payments and acquirer, all in this process on one database. */
export async function startShop(
  settings: Readonly<Record<string, string>> = {},
  { requestTimeoutMs = 30_000, faults = noFaults } = {},
): Promise<RunningShop> {
  const testDatabase = await createTestDatabase();
  const closing: (() => Promise<unknown>)[] = [];
  const environment = (role: DatabaseRole, more: Readonly<Record<string, string>> = {}) => ({
    PORT: '0',
    ADMIN_PORT: '0',
    DATABASE_URL: testDatabase.urlOf(role),
    DATABASE_POOL_SIZE: '8',
    MIGRATION_DATABASE_URL: role === 'acquirer' ? testDatabase.urlOf(role) : testDatabase.migrationUrl,
    ...more,
  });
  async function serve(service: Service, { publicApi = false } = {}) {
    const server = await listen(service.app, {
      host: '127.0.0.1',
      port: 0,
      requestTimeoutMs,
      door: { inside: !publicApi },
    });
    closing.push(async () => {
      server.closeAllConnections();
      await closeServer(server);
      await service.close();
    });
    return { port: portOf(server), url: `http://127.0.0.1:${portOf(server)}` };
  }
  async function behindProxy(target: string): Promise<BreakingProxy> {
    const proxy = await startProxy(target);
    closing.push(() => proxy.close());
    return proxy;
  }

  const acquirer = await serve(
    await createAcquirer(loadConfig(acquirerConfig, environment('acquirer', { PROCESSING_TIME_MS: '0' })), logger),
  );
  const payments = await serve(
    await createPayments(loadConfig(paymentsConfig, environment('payments', { ACQUIRER_URL: acquirer.url })), logger),
  );
  const realInventory = await serve(
    await createInventory(loadConfig(inventoryConfig, environment('inventory')), logger),
  );
  const realOrders = await serve(
    await createOrders(
      loadConfig(ordersConfig, environment('orders', { INVENTORY_URL: realInventory.url, PAYMENTS_URL: payments.url })),
      logger,
    ),
  );
  const orders = await behindProxy(realOrders.url);
  const inventory = await behindProxy(realInventory.url);
  const peers = { ORDERS_URL: orders.url, INVENTORY_URL: inventory.url };
  const service = await createGateway(
    loadConfig(configSchema, environment('gateway', { ...peers, ...settings })),
    logger,
    faults,
  );
  const { url, port } = await serve(service, { publicApi: true });
  const auditor = createPool({ url: testDatabase.urlOf('auditor'), size: 2, logger });
  const database = createPool({ url: testDatabase.urlOf('gateway'), size: 2, logger });
  closing.push(() => Promise.all([auditor.end(), database.end()]));
  return {
    gateway: service.app,
    url,
    port,
    orders,
    inventory,
    auditor,
    database,
    async setStock(sku, pieces) {
      const stock = createPool({ url: testDatabase.urlOf('inventory'), size: 1, logger });
      await stock.query(
        'UPDATE inventory.stock SET initial = $2::integer, available = $2::integer, reserved = 0, shipped = 0 WHERE sku = $1',
        [sku, pieces],
      );
      await stock.end();
    },
    async close() {
      for (const close of closing.toReversed()) await close();
      await testDatabase.close();
    },
  };
}
