import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withClient } from '@spanshop/shared/database/bootstrap';
import { createTestDatabase } from '@spanshop/shared/testing';

test('when two files ask for a database at once, then each gets its own', async () => {
  const databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const names = await Promise.all(
    databases.map(({ adminUrl }) =>
      withClient(adminUrl, async client => (await client.query('SELECT current_database() AS name')).rows[0].name),
    ),
  );
  assert.notEqual(names[0], names[1]);
  await Promise.all(databases.map(database => database.close()));
});

test('when the migrator makes a table, then the service uses it, the auditor reads it and other services do not', async () => {
  const database = await createTestDatabase();
  try {
    await withClient(database.migrationUrl, client => client.query('CREATE TABLE orders.things (id integer)'));
    await withClient(database.urlOf('orders'), client => client.query('INSERT INTO orders.things VALUES (1)'));
    await withClient(database.urlOf('auditor'), client => client.query('SELECT * FROM orders.things'));
    for (const [role, statement] of [
      ['auditor', 'DELETE FROM orders.things'],
      ['payments', 'SELECT * FROM orders.things'],
      ['orders', 'CREATE TABLE orders.more (id integer)'],
    ] as const) {
      const refused = withClient(database.urlOf(role), client => client.query(statement));
      await assert.rejects(refused, { code: '42501' }, `${role}: ${statement}`);
    }
  } finally {
    await database.close();
  }
});

test('when a database is closed while somebody is connected, then it is gone', async () => {
  const database = await createTestDatabase();
  await withClient(database.urlOf('orders'), async () => {
    await database.close();
  }).catch(() => {});
  await assert.rejects(
    withClient(database.adminUrl, client => client.query('SELECT 1')),
    { code: '3D000' },
  );
});
