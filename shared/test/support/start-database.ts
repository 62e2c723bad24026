import { createPool, type Database } from '@spanshop/shared/database';
import { createTestDatabase, silentLogger, type TestDatabase } from '@spanshop/shared/testing';

export interface PooledDatabase {
  test: TestDatabase;
  pool: Database;
  close(): Promise<void>;
}

/** A database of the file's own with a table `public.counters (name, value)` that the pool's role may use. */
export async function startDatabase(size: number): Promise<PooledDatabase> {
  const test = await createTestDatabase();
  const admin = createPool({ url: test.adminUrl, size: 1, logger: silentLogger() });
  await admin.query('CREATE TABLE public.counters (name text PRIMARY KEY, value integer NOT NULL CHECK (value >= 0))');
  await admin.query('GRANT ALL ON public.counters TO spanshop_orders');
  await admin.end();
  const pool = createPool({ url: test.urlOf('orders'), size, logger: silentLogger() });
  return {
    test,
    pool,
    async close() {
      await pool.end();
      await test.close();
    },
  };
}
