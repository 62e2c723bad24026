import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPool, migrate, underMigrationLock } from '@spanshop/shared/database';
import { createTestDatabase, silentLogger } from '@spanshop/shared/testing';
import { withClient } from '../../src/database/bootstrap-database.ts';
import { startDatabaseProxy } from '../support/database-proxy.ts';

const database = await createTestDatabase();
const auditor = createPool({ url: database.urlOf('auditor'), size: 1, logger: silentLogger() });
after(async () => {
  await auditor.end();
  await database.close();
});

const folder = join(import.meta.dirname, 'migrations');
const migrateOnce = (from = folder, schema = 'orders') =>
  migrate({ url: database.migrationUrl, schema, folder: from, logger: silentLogger() });

test('when eight replicas migrate at once, then each step is applied once', async () => {
  await Promise.all(Array.from({ length: 8 }, () => migrateOnce()));
  const { rows } = await auditor.query<{ id: number }>('SELECT id FROM orders.things ORDER BY id');
  assert.deepEqual(rows, [{ id: 1 }, { id: 2 }]);
  const applied = await auditor.query<{ name: string }>('SELECT name FROM orders.migrations ORDER BY name');
  assert.deepEqual(applied.rows, [{ name: '0001_things' }, { name: '0002_more-things' }]);
});

test('when everything is applied, then migrating again changes nothing', async () => {
  await migrateOnce();
  assert.equal((await auditor.query('SELECT FROM orders.migrations')).rowCount, 2);
});

test('when a step fails, then that is told and nothing of it stays', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'migrations-'));
  writeFileSync(join(broken, '0001_broken.sql'), 'CREATE TABLE half (id integer);\nSELECT 1 / 0;\n');
  try {
    await assert.rejects(migrateOnce(broken, 'payments'), /division by zero/);
    assert.deepEqual((await auditor.query("SELECT to_regclass('payments.half') AS half")).rows, [{ half: null }]);
  } finally {
    rmSync(broken, { recursive: true });
  }
});

test('when the work under the lock throws, then the lock is free again', async () => {
  await assert.rejects(
    underMigrationLock(database.migrationUrl, 'x', async () => {
      throw new Error('no');
    }),
    /no/,
  );
  await underMigrationLock(database.migrationUrl, 'x', async () => {});
});

test('when the lock stays taken, then the wait for it ends and says which one it is', { timeout: 10_000 }, async () => {
  await underMigrationLock(database.migrationUrl, 'x', async () => {
    const second = underMigrationLock(database.migrationUrl, 'x', async () => {}, 200);
    await assert.rejects(second, /^Error: the migration lock of x is not free after 200 ms/);
  });
});

test('when the database is silent at first, then it is waited for', { timeout: 20_000 }, async () => {
  const proxy = await startDatabaseProxy(database.migrationUrl);
  const held = proxy.holdNew();
  const migrated = underMigrationLock(proxy.through(database.migrationUrl), 'silent', async () => {});
  await held;
  await sleep(3_200);
  proxy.release();
  await migrated;
  await proxy.close();
});

test('when locks have different names, then nobody waits', async () => {
  await underMigrationLock(database.migrationUrl, 'one', async () => {
    await underMigrationLock(database.migrationUrl, 'two', async () => {});
  });
});

test('when the database refuses us, then that is told in one sentence without the password', {
  timeout: 25_000,
}, async () => {
  await withClient(database.adminUrl, admin => admin.query("CREATE ROLE spanshop_locked_out PASSWORD 'secret-one'"));
  const url = Object.assign(new URL(database.migrationUrl), {
    username: 'spanshop_locked_out',
    password: 'secret-one',
  });
  await assert.rejects(
    migrate({ url: url.href, schema: 'orders', folder, logger: silentLogger() }),
    ({ message }: Error) =>
      /^the database at 127\.0\.0\.1:\d+ refuses us: .*not permitted to log in/.test(message) &&
      !/secret-one|\n/.test(message),
  );
  await withClient(database.adminUrl, admin => admin.query('DROP ROLE spanshop_locked_out'));
});
