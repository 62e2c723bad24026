import type { Server } from 'node:http';
import { type Environment, loadConfig, type ServiceConfig } from '@spanshop/shared/config';
import { createPool, type Database } from '@spanshop/shared/database';
import type { Faults } from '@spanshop/shared/faults';
import { closeServer, listen, portOf } from '@spanshop/shared/http';
import type { Logger } from '@spanshop/shared/logging';
import type { Service } from '@spanshop/shared/service';
import {
  type Proxy as BreakingProxy,
  createTestDatabase,
  silentLogger,
  startProxy,
  type TestDatabase,
} from '@spanshop/shared/testing';
import type { z } from 'zod';
import { createAcquirer } from '../../services/acquirer/src/app.ts';
import { configSchema as acquirerConfig } from '../../services/acquirer/src/config.ts';
import { createFulfillment } from '../../services/fulfillment/src/app.ts';
import { configSchema as fulfillmentConfig } from '../../services/fulfillment/src/config.ts';
import { createGateway } from '../../services/gateway/src/app.ts';
import { configSchema as gatewayConfig } from '../../services/gateway/src/config.ts';
import { createInventory } from '../../services/inventory/src/app.ts';
import { configSchema as inventoryConfig } from '../../services/inventory/src/config.ts';
import { createOrders } from '../../services/orders/src/app.ts';
import { configSchema as ordersConfig } from '../../services/orders/src/config.ts';
import { createPayments } from '../../services/payments/src/app.ts';
import { configSchema as paymentsConfig } from '../../services/payments/src/config.ts';
import { checkOut, checkoutBody } from './requests.ts';
import { type ServiceName, type ShopSettings, settingsFor } from './shop-settings.ts';
import { type ConnectionProxy, startConnectionProxy } from './start-connection-proxy.ts';
import { until } from './until.ts';

export interface TestShop {
  database: TestDatabase;
  /** Reads every schema. */
  auditor: Database;
  /** Between orders and its database. */
  ordersDatabase: ConnectionProxy;
  services: Readonly<Record<ServiceName, Service>>;
  /** Where a service is called; what it calls goes through the proxies. */
  urls: Readonly<Record<ServiceName, string>>;
  /** In front of each service that another one calls. */
  toOrders: BreakingProxy;
  toInventory: BreakingProxy;
  toPayments: BreakingProxy;
  toAcquirer: BreakingProxy;
  /** Forgets what the proxies were told and have seen. */
  reset(): void;
  close(): Promise<void>;
}

/**
 * All services in this process on a database of their own, each behind a proxy that can break what passes. Recovery and
 * settlement run and are quick; fulfillment runs where the settings say so.
 */
export async function startShop(settings: ShopSettings = {}): Promise<TestShop> {
  const database = await createTestDatabase();
  const logger = silentLogger();
  const auditor = createPool({ url: database.urlOf('auditor'), size: 2, logger });
  const started: { service: Service; server: Server }[] = [];
  const proxies: BreakingProxy[] = [];

  async function run<Schema extends z.ZodType<ServiceConfig>>(
    name: ServiceName,
    schema: Schema,
    create: (config: Readonly<z.infer<Schema>>, logger: Logger, faults?: Faults) => Promise<Service>,
    peers: Environment = {},
  ) {
    const config = loadConfig(schema, { ...peers, ...settingsFor(name, settings, database) });
    const service = await create(config, logger, settings.faults);
    const server = await listen(service.app, { host: '127.0.0.1', port: 0, door: { inside: name !== 'gateway' } });
    started.unshift({ service, server });
    return { service, url: `http://127.0.0.1:${portOf(server)}` };
  }
  async function before({ url }: { url: string }) {
    const proxy = await startProxy(url);
    proxies.push(proxy);
    return proxy;
  }

  const [acquirer, inventory] = await Promise.all([
    run('acquirer', acquirerConfig, createAcquirer),
    run('inventory', inventoryConfig, createInventory),
  ]);
  const [toAcquirer, toInventory] = await Promise.all([before(acquirer), before(inventory)]);
  const payments = await run('payments', paymentsConfig, createPayments, { ACQUIRER_URL: toAcquirer.url });
  const toPayments = await before(payments);
  const inventoryUrl = { INVENTORY_URL: toInventory.url };
  const ordersDatabase = await startConnectionProxy(database.urlOf('orders'));
  const orders = await run('orders', ordersConfig, createOrders, {
    ...inventoryUrl,
    PAYMENTS_URL: toPayments.url,
    DATABASE_URL: ordersDatabase.url,
  });
  const toOrders = await before(orders);
  const ordersUrl = { ORDERS_URL: toOrders.url };
  const [gateway, fulfillment] = await Promise.all([
    run('gateway', gatewayConfig, createGateway, { ...inventoryUrl, ...ordersUrl }),
    run('fulfillment', fulfillmentConfig, createFulfillment, { ...inventoryUrl, ...ordersUrl }),
  ]);
  const all = { gateway, orders, inventory, payments, fulfillment, acquirer };
  for (const [name, { service }] of Object.entries(all)) {
    if (name !== 'fulfillment' || settings.ships) await service.start?.();
  }
  const each = <T>(pick: (running: { service: Service; url: string }) => T) =>
    Object.fromEntries(Object.entries(all).map(([name, running]) => [name, pick(running)])) as Record<ServiceName, T>;

  const reset = () => {
    for (const proxy of [...proxies, ordersDatabase]) proxy.reset();
  };
  const close = async () => {
    reset();
    for (const { service, server } of started) {
      await service.stop?.();
      server.closeAllConnections();
      await closeServer(server);
      await service.close();
    }
    await Promise.all([...[...proxies, ordersDatabase].map(proxy => proxy.close()), auditor.end()]);
    await database.close();
  };
  // The first order waits for code to load and connections to open; the limits of a test leave no time for that.
  try {
    if (!settings.payments?.['ACQUIRER_URL'] && !settings.gateway?.['ORDERS_URL']) await orderOnce(gateway.url);
  } catch (error) {
    await close();
    throw error;
  }
  reset();
  return {
    database,
    auditor,
    ordersDatabase,
    services: each(({ service }) => service),
    urls: each(({ url }) => url),
    toOrders,
    toInventory,
    toPayments,
    toAcquirer,
    reset,
    close,
  };
}

async function orderOnce(gatewayUrl: string): Promise<void> {
  await until(
    'an order that is confirmed',
    () => checkOut(gatewayUrl, warmUp),
    ({ status }) => status === 201,
  );
}

const warmUp = checkoutBody({ customerId: 'cus-0001', items: [{ sku: 'sku-0600', quantity: 1 }] });
