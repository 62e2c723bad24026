import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPool, inTransaction } from '@spanshop/shared/database';
import { withClient } from '@spanshop/shared/database/bootstrap';
import { runWithDeadline } from '@spanshop/shared/deadline';
import { asFirstEffect, DatabaseUnavailable } from '@spanshop/shared/errors';
import { silentLogger } from '@spanshop/shared/testing';
import { startDatabase } from '../support/start-database.ts';

const deadlineMs = 400;
/** What a busy machine may add; the pool's own limits, which count where there is no deadline, are beyond that. */
const slackMs = 1_500;
const { pool, test: database, close } = await startDatabase(2);
after(close);
beforeEach(async () => {
  await pool.query('TRUNCATE public.counters');
  await pool.query("INSERT INTO public.counters VALUES ('a', 0)");
});

const increment = "UPDATE public.counters SET value = value + 1 WHERE name = 'a'";
const backend = 'SELECT pg_backend_pid() AS pid';
const value = async () => (await pool.query('SELECT value FROM public.counters')).rows[0]?.value;

/** What work throws under the deadline; it has to be there about then. */
async function failureOf(work: () => Promise<unknown>): Promise<DatabaseUnavailable> {
  const startedAt = performance.now();
  const error = await runWithDeadline(deadlineMs, work).then(
    () => assert.fail('the work succeeded'),
    reason => reason,
  );
  const tookMs = performance.now() - startedAt;
  assert.ok(error instanceof DatabaseUnavailable, String(error));
  assert.deepEqual([error.status, error.code, error.headers['Retry-After']], [503, 'database_unavailable', '1']);
  assert.ok(tookMs < deadlineMs + slackMs, `${tookMs} ms`);
  return error;
}

/** Holds the row while somebody else works. */
function whileLocked<T>(work: () => Promise<T>): Promise<T> {
  return withClient(database.urlOf('orders'), async holder => {
    await holder.query('BEGIN');
    await holder.query(increment);
    try {
      return await work();
    } finally {
      await holder.query('ROLLBACK');
    }
  });
}

test('when a statement waits for a lock, then the server cancels it by the deadline', async () => {
  const { didNothing } = await whileLocked(() => failureOf(() => pool.query(increment)));
  assert.equal(didNothing, true);
  assert.equal(await value(), 0);
  const { rows } = await pool.query("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
  assert.equal(rows.length, 0, 'nobody waits on the server');
});

test('when a transaction waits for a lock, then it is rolled back by the deadline and its connection is good for the next', async () => {
  let connection: unknown;
  const { didNothing } = await whileLocked(() =>
    failureOf(() =>
      inTransaction(pool, async transaction => {
        connection = (await transaction.query(backend)).rows[0];
        await transaction.query("INSERT INTO public.counters VALUES ('b', 1)");
        await transaction.query(increment);
      }),
    ),
  );
  assert.equal(didNothing, true);
  assert.equal(pool.idleCount, pool.totalCount);
  assert.deepEqual((await pool.query(backend)).rows[0], connection);
  assert.equal(await value(), 0);
  assert.equal((await pool.query("SELECT FROM public.counters WHERE name = 'b'")).rowCount, 0);
});

test('when no connection is free, then the wait ends by the deadline, and whoever waits no longer gets none', async () => {
  const taken = [await pool.connect(), await pool.connect()];
  const { didNothing } = await failureOf(() => pool.query(increment));
  assert.equal(didNothing, true);
  for (const client of taken) client.release();
  assert.equal(await value(), 0);
  assert.equal(pool.waitingCount, 0);
});

test('when a statement fails in a full pool, then whoever waits gets a connection, whatever time its opener had', async () => {
  const one = createPool({ url: database.urlOf('orders'), size: 1, logger: silentLogger() });
  const opened = await runWithDeadline(deadlineMs, () => one.connect());
  const patient = [one.query('SELECT 1'), one.query('SELECT 2')];
  await sleep(deadlineMs);
  opened.release(new Error('failed'));
  const served = await Promise.allSettled(patient);
  await one.end();
  assert.deepEqual(
    served.map(({ status }) => status),
    ['fulfilled', 'fulfilled'],
  );
});

test('when 20 statements wait for one lock on two connections, then each ends by the deadline', async () => {
  await whileLocked(() => Promise.all(Array.from({ length: 20 }, () => failureOf(() => pool.query(increment)))));
  await pool.query(increment);
  assert.equal(await value(), 1);
});

test('when the deadline has passed, then the database is not asked', async () => {
  const asked = runWithDeadline(0, () => pool.query(increment));
  await assert.rejects(asked, DatabaseUnavailable);
  assert.equal(await value(), 0);
});

test('when nobody waits for a statement any more, then the server cancels it long before the deadline', async () => {
  const leaving = new AbortController();
  const sleeping =
    "SELECT count(*)::integer AS count FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(4)' AND state = 'active'";
  const countSleeping = async () => (await pool.query(sleeping)).rows[0]?.count;
  const work = runWithDeadline(60_000, () => pool.query('SELECT pg_sleep(4)'), leaving.signal);
  work.catch(() => {});
  while ((await countSleeping()) === 0) await sleep(10);
  leaving.abort();
  await assert.rejects(work, DatabaseUnavailable);
  assert.equal(await countSleeping(), 0);
});

test('when there is no deadline, then the limits of the pool count', async () => {
  const impatient = createPool({
    url: database.urlOf('orders'),
    size: 1,
    waitTimeoutMs: 1_000,
    statementTimeoutMs: 200,
    logger: silentLogger(),
  });
  await whileLocked(() => assert.rejects(impatient.query(increment), DatabaseUnavailable));
  const taken = await impatient.connect();
  await assert.rejects(impatient.query(increment), DatabaseUnavailable);
  taken.release();
  await impatient.end();
});

test('when the connection is lost while it commits, then whether that took effect is not known', async () => {
  const attempt = inTransaction(pool, async transaction => {
    const { rows } = await transaction.query('SELECT pg_backend_pid() AS pid');
    await withClient(database.adminUrl, admin => admin.query('SELECT pg_terminate_backend($1)', [rows[0].pid]));
    await sleep(50);
  });
  const error = await asFirstEffect(attempt).catch(reason => reason);
  assert.ok(error instanceof DatabaseUnavailable);
  assert.deepEqual([error.didNothing, error.withoutEffect], [false, false]);
});

test('when the server shuts a connection down after the commit, then nobody is told that nothing was done', async () => {
  const committed = `DO $$ BEGIN ${increment}; COMMIT; PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(1); END $$`;
  const error = await asFirstEffect(pool.query(committed)).catch(reason => reason);
  assert.ok(error instanceof DatabaseUnavailable);
  assert.match(error.message, /administrator command/);
  assert.deepEqual([error.didNothing, error.withoutEffect], [false, false]);
  assert.equal(await value(), 1);
});

test('when a statement is wrong, then that is an error of ours and no matter of another try', async () => {
  await assert.rejects(pool.query('SELECT nonsense'), /nonsense/);
  const error = await pool.query('SELECT 1 / 0').catch(reason => reason);
  assert.equal(error instanceof DatabaseUnavailable, false);
});

test('when the first effect of a request certainly did not come about, then the caller is told so', async () => {
  const error = await whileLocked(() => failureOf(() => asFirstEffect(pool.query(increment))));
  assert.equal(error.withoutEffect, true);
});
