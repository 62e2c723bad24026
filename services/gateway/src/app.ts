import { openDatabase, pingDatabase } from '@spanshop/shared/database';
import { type Faults, noFaults } from '@spanshop/shared/faults';
import { createHttpApp, createHttpClient } from '@spanshop/shared/http';
import type { Logger } from '@spanshop/shared/logging';
import { repeat, type Service } from '@spanshop/shared/service';
import { traceResponse } from '@spanshop/shared/telemetry';
import { Router } from 'express';
import { createInventoryClient } from './clients/inventory-client.ts';
import { createOrdersClient } from './clients/orders-client.ts';
import type { Config } from './config.ts';
import { checkKeyFirst } from './faults/slow-regex/check-key.ts';
import { slowRegex } from './faults/slow-regex/entry.ts';
import { annotateLoadRun } from './routes/load-run.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { orderRoutes } from './routes/orders.ts';
import { productRoutes } from './routes/products.ts';
import { resolveTenant } from './routes/tenant.ts';
import { createCustomersRepository } from './store/customers-repository.ts';
import { createIdempotencyRepository } from './store/idempotency-repository.ts';

const migrations = new URL('../migrations', import.meta.url);
const sweepIntervalMs = 600_000;

export async function createGateway(config: Config, logger: Logger, faults: Faults = noFaults): Promise<Service> {
  const database = await openDatabase({ config, schema: 'gateway', migrations, logger });
  const peer = (name: string, baseUrl: string) =>
    createHttpClient({ peer: name, baseUrl, timeoutMs: config.PEER_TIMEOUT_MS });
  const orders = peer('orders', config.ORDERS_URL);
  const inventory = peer('inventory', config.INVENTORY_URL);
  const customers = createCustomersRepository(database);
  const keys = createIdempotencyRepository(database, config.IDEMPOTENCY_LEASE_MS);
  const checkedKeys = {
    ...keys,
    claim: faults.choose(slowRegex, keys.claim, characters => checkKeyFirst(keys.claim, characters)),
  };
  const sweep = repeat('forget old idempotency keys', sweepIntervalMs, () => keys.forgetOld(), logger);

  return {
    app: createHttpApp({
      logger,
      deadline: { timeoutMs: config.REQUEST_TIMEOUT_MS, trustCaller: false },
      maxRequestsInFlight: config.MAX_REQUESTS_IN_FLIGHT,
      before: [traceResponse, annotateLoadRun],
      ready: () => pingDatabase(database),
      routes: Router()
        .use(openApiRoutes())
        .use(resolveTenant(customers))
        .use(productRoutes(createInventoryClient(inventory)))
        .use(orderRoutes(createOrdersClient(orders), checkedKeys, customers)),
    }),
    start: async () => sweep.start(),
    stop: () => sweep.stop(),
    async close() {
      for (const client of [orders, inventory]) client.close();
      await database.end();
    },
  };
}
