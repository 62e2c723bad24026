import { loadConfig } from '@spanshop/shared/config';
import { createPool, type Database } from '@spanshop/shared/database';
import { noFaults } from '@spanshop/shared/faults';
import { closeServer, listen, portOf } from '@spanshop/shared/http';
import { createAdminApp } from '@spanshop/shared/service';
import { createTestDatabase, silentLogger, type TestDatabase } from '@spanshop/shared/testing';
import type { Express } from 'express';
import { createInventory } from '../../src/app.ts';
import { configSchema } from '../../src/config.ts';

export interface Stock {
  initial: number;
  restocked: number;
  reserved: number;
  shipped: number;
  available: number;
}

export interface RunningInventory {
  app: Express;
  admin: Express;
  url: string;
  testDatabase: TestDatabase;
  /** Writes in inventory's own schema. */
  database: Database;
  stockOf(sku: string): Promise<Stock | undefined>;
  /** Leaves so many pieces of a product, as if there had never been more. */
  setStock(sku: string, pieces: number): Promise<void>;
  /** Products whose counts do not add up; none at any moment. */
  unbalanced(): Promise<unknown[]>;
  close(): Promise<void>;
}

const logger = silentLogger();

/** The real service on a database of its own, listening on a free port. */
export async function startInventory(
  settings: Readonly<Record<string, string>> = {},
  faults = noFaults,
): Promise<RunningInventory> {
  const testDatabase = await createTestDatabase();
  const config = loadConfig(configSchema, {
    PORT: '0',
    ADMIN_PORT: '0',
    DATABASE_URL: testDatabase.urlOf('inventory'),
    MIGRATION_DATABASE_URL: testDatabase.migrationUrl,
    ...settings,
  });
  const service = await createInventory(config, logger, faults);
  const server = await listen(service.app, { host: '127.0.0.1', port: 0 });
  const database = createPool({ url: testDatabase.urlOf('inventory'), size: 2, logger });
  return {
    app: service.app,
    admin: createAdminApp(logger, service.admin),
    url: `http://127.0.0.1:${portOf(server)}`,
    testDatabase,
    database,
    async stockOf(sku) {
      const { rows } = await database.query<Stock>(
        'SELECT initial, restocked, reserved, shipped, available FROM inventory.stock WHERE sku = $1',
        [sku],
      );
      return rows[0];
    },
    async setStock(sku, pieces) {
      await database.query(
        'UPDATE inventory.stock SET initial = $2::integer, available = $2::integer, restocked = 0, reserved = 0, shipped = 0 WHERE sku = $1',
        [sku, pieces],
      );
    },
    async unbalanced() {
      const { rows } = await database.query(
        'SELECT * FROM inventory.stock WHERE available <> initial + restocked - reserved - shipped OR available < 0',
      );
      return rows;
    },
    async close() {
      server.closeAllConnections();
      await closeServer(server);
      await service.close();
      await database.end();
      await testDatabase.close();
    },
  };
}
