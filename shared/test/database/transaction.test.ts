import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { inTransaction } from '@spanshop/shared/database';
import { startDatabase } from '../support/start-database.ts';

const { pool, close } = await startDatabase(2);
after(close);
beforeEach(async () => {
  await pool.query('TRUNCATE public.counters');
});

const names = async () =>
  (await pool.query<{ name: string }>('SELECT name FROM public.counters ORDER BY name')).rows.map(({ name }) => name);

test('when the work resolves, then all of it is committed, its result comes back, and the connection too', async () => {
  const result = await inTransaction(pool, async transaction => {
    await transaction.query("INSERT INTO public.counters VALUES ('a', 1)");
    await transaction.query("INSERT INTO public.counters VALUES ('b', 1)");
    return 'done';
  });
  assert.equal(result, 'done');
  assert.deepEqual(await names(), ['a', 'b']);
  assert.equal(pool.idleCount, pool.totalCount);
});

for (const [what, fail] of [
  ['the work throws', () => Promise.reject(new Error('no'))],
  ['a statement fails', undefined],
] as const) {
  test(`when ${what}, then nothing is committed, the error comes through, and the connection is usable`, async () => {
    const attempt = inTransaction(pool, async transaction => {
      await transaction.query("INSERT INTO public.counters VALUES ('a', 1)");
      await (fail?.() ?? transaction.query("INSERT INTO public.counters VALUES ('b', -1)"));
    });
    await assert.rejects(attempt, fail ? /^Error: no$/ : /violates check constraint/);
    assert.deepEqual(await names(), []);
    assert.equal(pool.idleCount, pool.totalCount);
  });
}

test('when the connection dies, so that the rollback fails, then it is thrown away and the first error is told', async () => {
  const attempts = Array.from({ length: 4 }, () =>
    inTransaction(pool, async transaction => {
      await transaction.query("INSERT INTO public.counters VALUES ('a', 1) ON CONFLICT DO NOTHING");
      await transaction.query('SELECT pg_terminate_backend(pg_backend_pid())');
    }),
  );
  for (const { status, reason } of (await Promise.allSettled(attempts)) as PromiseRejectedResult[]) {
    assert.equal(status, 'rejected');
    assert.match(String(reason), /terminat/);
  }
  assert.deepEqual(await names(), [], 'the pool of two is not used up');
  assert.equal(pool.waitingCount, 0);
});

test('when no connection becomes free, then the wait ends with an error and nothing is left waiting', async () => {
  const held = await Promise.all([pool.connect(), pool.connect()]);
  await assert.rejects(
    inTransaction(pool, async () => {}),
    /timeout/,
  );
  assert.equal(pool.waitingCount, 0);
  for (const client of held) client.release();
  assert.equal(await inTransaction(pool, async () => 7), 7);
});
