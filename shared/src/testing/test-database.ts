import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { bootstrapDatabase, withClient } from '../database/bootstrap-database.ts';

export type DatabaseRole = 'gateway' | 'orders' | 'inventory' | 'payments' | 'fulfillment' | 'acquirer' | 'auditor';

/** A database of one test file's own. */
export interface TestDatabase {
  /** Connection of a service's role, or of the auditor, who may only read. */
  urlOf(role: DatabaseRole): string;
  /** Connection of the role that owns the shop's schemas; the acquirer, an outside party, owns its own. */
  migrationUrl: string;
  /** Connection of the superuser. */
  adminUrl: string;
  /** Drops the database, whoever is still connected. */
  close(): Promise<void>;
}

/**
 * Creates an empty database with the shop's roles, schemas and grants in the server of TEST_DATABASE_URL.
 *
 * @throws Error where that variable is missing
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env['TEST_DATABASE_URL'];
  if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: `npm test` starts a PostgreSQL and sets it');
  const name = `spanshop_test_${randomBytes(6).toString('hex')}`;
  const adminUrl = await bootstrapDatabase(serverUrl, name);
  const urlAs = (username: string) => Object.assign(new URL(adminUrl), { username, password: 'demo-only' }).href;
  return {
    urlOf: role => urlAs(`spanshop_${role}`),
    migrationUrl: urlAs('spanshop_migrator'),
    adminUrl,
    async close() {
      await withClient(serverUrl, admin => admin.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`));
    },
  };
}
