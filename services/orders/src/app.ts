import { orderConfirmedQueue } from '@spanshop/shared/contracts/orders';
import { createHistoryLoader, openDatabase, pingDatabase } from '@spanshop/shared/database';
import { type Faults, noFaults } from '@spanshop/shared/faults';
import { createHttpApp, createHttpClient } from '@spanshop/shared/http';
import type { Logger } from '@spanshop/shared/logging';
import { createQueue, installQueue, wholeContext } from '@spanshop/shared/queue';
import { repeat, type Service } from '@spanshop/shared/service';
import { Router } from 'express';
import { createInventoryClient } from './clients/inventory-client.ts';
import { createPaymentsClient } from './clients/payments-client.ts';
import type { Config } from './config.ts';
import type { Shop } from './domain/place-order.ts';
import { recoverSaga } from './domain/recover-saga.ts';
import { recoverSagas } from './domain/recover-sagas.ts';
import type { Saga } from './domain/saga.ts';
import { messageContextWith } from './faults/tracing.ts';
import { withFaults } from './faults/with-faults.ts';
import { orderRoutes } from './routes/orders.ts';
import { shippingRoutes } from './routes/shipping.ts';
import { historyOfOrders } from './store/history.ts';
import { createOrdersRepository } from './store/orders-repository.ts';
import { tracer } from './tracer.ts';

const migrations = new URL('../migrations', import.meta.url);

export async function createOrders(config: Config, logger: Logger, faults: Faults = noFaults): Promise<Service> {
  const database = await openDatabase({ config, schema: 'orders', migrations, logger });
  if (config.MIGRATION_DATABASE_URL) await installQueue(config.MIGRATION_DATABASE_URL, orderConfirmedQueue);
  const takesAlong = messageContextWith(faults, wholeContext);
  const queue = createQueue({ url: config.DATABASE_URL, tracer, logger, consumes: false, takesAlong });
  await queue.start();
  const peer = (name: string, baseUrl: string) =>
    createHttpClient({ peer: name, baseUrl, timeoutMs: config.PEER_TIMEOUT_MS });
  const inventory = peer('inventory', config.INVENTORY_URL);
  const payments = peer('payments', config.PAYMENTS_URL);
  const orders = createOrdersRepository({
    database,
    queue,
    leaseMs: config.SAGA_LEASE_MS,
    gracePeriodMs: config.GRACE_PERIOD_MS,
  });
  const healthy: Shop = {
    orders,
    inventory: createInventoryClient(inventory),
    payments: createPaymentsClient(payments),
    undoTimeoutMs: config.UNDO_TIMEOUT_MS,
  };
  const shop = withFaults(faults, healthy, {
    database,
    url: config.DATABASE_URL,
    ownerUrl: config.MIGRATION_DATABASE_URL,
  });

  const recover = async (saga: Saga) => {
    const { orderId, step, version } = saga;
    logger.warn({ orderId, step, version }, 'recovering an interrupted order');
    await recoverSaga(shop, saga, config.REQUEST_TIMEOUT_MS).catch(error =>
      logger.warn({ err: error, orderId }, 'the order cannot be recovered yet'),
    );
  };
  const interrupted = { takeOver: shop.orders.takeOver, recover, concurrency: config.RECOVERY_CONCURRENCY };
  const recoverAll = (signal: AbortSignal) => recoverSagas(interrupted, signal);
  const recovery = repeat('recovery', config.RECOVERY_INTERVAL_MS, recoverAll, logger);
  const history = createHistoryLoader({
    database,
    schema: 'orders',
    statement: historyOfOrders,
    orders: config.HISTORY_ORDERS,
    logger,
  });

  return {
    app: createHttpApp({
      logger,
      deadline: { timeoutMs: config.REQUEST_TIMEOUT_MS, trustCaller: true },
      maxRequestsInFlight: config.MAX_REQUESTS_IN_FLIGHT,
      ready: () => pingDatabase(database),
      routes: Router().use(orderRoutes(shop)).use(shippingRoutes(shop.orders)),
    }),
    async start() {
      recovery.start();
      history.start();
    },
    async stop() {
      await Promise.all([recovery.stop(), history.stop()]);
    },
    async close() {
      await queue.stop();
      for (const client of [inventory, payments]) client.close();
      await database.end();
    },
  };
}
