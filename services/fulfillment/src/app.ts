import { orderConfirmed, orderConfirmedQueue } from '@spanshop/shared/contracts/orders';
import { createHistoryLoader, openDatabase, pingDatabase } from '@spanshop/shared/database';
import { runWithDeadline } from '@spanshop/shared/deadline';
import { type Faults, noFaults } from '@spanshop/shared/faults';
import { createHttpApp, createHttpClient } from '@spanshop/shared/http';
import type { Logger } from '@spanshop/shared/logging';
import { createQueue, installQueue, UnreadableMessage } from '@spanshop/shared/queue';
import { repeat, type Service } from '@spanshop/shared/service';
import { annotateOrderId } from '@spanshop/shared/telemetry';
import { Router } from 'express';
import { createInventoryClient } from './clients/inventory-client.ts';
import { createOrdersClient } from './clients/orders-client.ts';
import type { Config } from './config.ts';
import { consumptionOf } from './consumption.ts';
import { dispatchShipments } from './domain/dispatch-shipments.ts';
import { shipOrder } from './domain/ship-order.ts';
import { shippingWithFaults } from './faults/shipping.ts';
import { warehouseWith } from './faults/with-faults.ts';
import { historyOfShipments } from './store/history.ts';
import { createShipmentsRepository } from './store/shipments-repository.ts';
import { tracer } from './tracer.ts';

const migrations = new URL('../migrations', import.meta.url);

export async function createFulfillment(config: Config, logger: Logger, faults: Faults = noFaults): Promise<Service> {
  const database = await openDatabase({ config, schema: 'fulfillment', migrations, logger });
  if (config.MIGRATION_DATABASE_URL) await installQueue(config.MIGRATION_DATABASE_URL, orderConfirmedQueue);
  const queue = createQueue({ url: config.DATABASE_URL, tracer, logger, consumes: true });
  await queue.start();
  const peer = (name: string, baseUrl: string) =>
    createHttpClient({ peer: name, baseUrl, timeoutMs: config.PEER_TIMEOUT_MS });
  const orders = peer('orders', config.ORDERS_URL);
  const inventory = peer('inventory', config.INVENTORY_URL);
  const shipments = createShipmentsRepository(database);
  const warehouse = warehouseWith(faults, {
    orders: createOrdersClient(orders),
    inventory: createInventoryClient(inventory),
    shipments,
  });

  const consumption = consumptionOf(queue, orderConfirmedQueue, config.SHIPPING_CONCURRENCY);
  const ship = shippingWithFaults(faults, database, consumption, async orderId => {
    const shipped = await runWithDeadline(config.SHIPPING_TIMEOUT_MS, () => shipOrder(warehouse, orderId));
    logger.info({ orderId, shipped }, 'order handled');
  });

  const dispatch = repeat('dispatch', config.DISPATCH_INTERVAL_MS, () => dispatchShipments(tracer, shipments), logger);
  const history = createHistoryLoader({
    database,
    schema: 'fulfillment',
    statement: historyOfShipments,
    orders: config.HISTORY_ORDERS,
    logger,
  });

  return {
    app: createHttpApp({
      logger,
      deadline: { timeoutMs: config.REQUEST_TIMEOUT_MS, trustCaller: true },
      maxRequestsInFlight: config.MAX_REQUESTS_IN_FLIGHT,
      ready: () => pingDatabase(database),
      routes: Router(),
    }),
    async start() {
      await consumption.start(async message => {
        const orderId = readOrderId(message);
        annotateOrderId(orderId);
        await ship(orderId);
      });
      dispatch.start();
      history.start();
    },
    async stop() {
      consumption.end();
      await Promise.all([queue.stop(), dispatch.stop(), history.stop()]);
    },
    async close() {
      await queue.stop();
      for (const client of [orders, inventory]) client.close();
      await database.end();
    },
  };
}

function readOrderId(message: unknown): string {
  const confirmed = orderConfirmed.safeParse(message);
  if (confirmed.success) return confirmed.data.orderId;
  throw new UnreadableMessage('the message is not one of a confirmed order', { cause: confirmed.error });
}
