import { openDatabase, pingDatabase } from '@spanshop/shared/database';
import { type Faults, noFaults } from '@spanshop/shared/faults';
import { createHttpApp } from '@spanshop/shared/http';
import type { Logger } from '@spanshop/shared/logging';
import type { Service } from '@spanshop/shared/service';
import { Router } from 'express';
import type { Config } from './config.ts';
import { aroundCatalogue } from './faults/around-catalogue.ts';
import { aroundReservations } from './faults/around-reservations.ts';
import { nPlusOne } from './faults/n-plus-one/entry.ts';
import { priceOneByOne } from './faults/n-plus-one/price-one-by-one.ts';
import { adminRoutes } from './routes/admin.ts';
import { productRoutes } from './routes/products.ts';
import { quoteRoutes } from './routes/quotes.ts';
import { reservationRoutes } from './routes/reservations.ts';
import { createCachedCatalogue } from './store/cached-catalogue.ts';
import { createProductsRepository } from './store/products-repository.ts';
import { createReservationsRepository } from './store/reservations-repository.ts';
import { createStockRepository } from './store/stock-repository.ts';

const migrations = new URL('../migrations', import.meta.url);

export async function createInventory(config: Config, logger: Logger, faults: Faults = noFaults): Promise<Service> {
  const database = await openDatabase({ config, schema: 'inventory', migrations, logger });
  const products = createProductsRepository(database);
  const prices = {
    pricesOf: faults.choose(nPlusOne, products.pricesOf, perItem => priceOneByOne(database, perItem)),
  };
  const ttlMs = config.CATALOGUE_TTL_MS;
  const catalogue = createCachedCatalogue(products, { ttlMs, lookUpTimeoutMs: config.REQUEST_TIMEOUT_MS });
  const reservations = createReservationsRepository(database);

  const app = createHttpApp({
    logger,
    deadline: { timeoutMs: config.REQUEST_TIMEOUT_MS, trustCaller: true },
    maxRequestsInFlight: config.MAX_REQUESTS_IN_FLIGHT,
    ready: () => pingDatabase(database),
    routes: Router()
      .use(productRoutes(aroundCatalogue(faults, catalogue, { database, ttlMs })))
      .use(quoteRoutes(prices))
      .use(reservationRoutes(aroundReservations(faults, reservations, database))),
  });
  return { app, admin: adminRoutes(createStockRepository(database)), close: () => database.end() };
}
