import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPool } from '@spanshop/shared/database';
import { withClient } from '@spanshop/shared/database/bootstrap';
import { runWithDeadline } from '@spanshop/shared/deadline';
import { silentLogger } from '@spanshop/shared/testing';
import { startDatabaseProxy } from '../support/database-proxy.ts';
import { startDatabase } from '../support/start-database.ts';

const { test: database, close } = await startDatabase(1);
const proxy = await startDatabaseProxy(database.adminUrl);
const pool = createPool({ url: proxy.through(database.urlOf('orders')), size: 1, logger: silentLogger() });
after(async () => {
  await pool.end();
  await proxy.close();
  await close();
});

test('when a statement succeeds while it is cancelled, then the late cancel does not hit the next one', async () => {
  await pool.query("INSERT INTO public.counters VALUES ('a', 0)");
  const first = await withClient(database.urlOf('orders'), async holder => {
    await holder.query('BEGIN; SELECT FROM public.counters FOR UPDATE');
    const cancelled = proxy.holdNew();
    const waiting = runWithDeadline(400, () => pool.query('UPDATE public.counters SET value = 1'));
    await cancelled;
    await holder.query('COMMIT');
    return waiting;
  });
  assert.equal(first.rowCount, 1);
  const next = pool.query('SELECT pg_sleep(0.3)');
  proxy.release();
  assert.equal((await next).rowCount, 1);
});
