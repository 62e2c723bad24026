import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { context, TraceFlags, trace } from '@opentelemetry/api';
import { inTransaction, lockHolderName, readLockHolderName } from '@spanshop/shared/database';
import { startDatabase } from '../support/start-database.ts';

const { pool, close } = await startDatabase(1);
after(close);

for (const operation of ['reserve stock', 'release stock', 'ship stock']) {
  test(`when a transaction is named by its span and ${operation}, then PostgreSQL keeps all of it, and it can be read`, async () => {
    await trace.getTracer('test').startActiveSpan('caller', async span => {
      const shown = await inTransaction(pool, async transaction => {
        await transaction.query("SELECT set_config('application_name', $1, true)", [lockHolderName(operation)]);
        return (await transaction.query<{ name: string }>("SELECT current_setting('application_name') AS name"))
          .rows[0];
      });
      const { traceId, spanId } = span.spanContext();
      assert.deepEqual(readLockHolderName(shown?.name ?? ''), {
        operation,
        span: { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true },
      });
      span.end();
    });
  });
}

test('when the holder is not traced or not sampled, then its name tells the operation alone', () => {
  const alone = { operation: 'reserve stock', span: undefined };
  assert.deepEqual(readLockHolderName(lockHolderName('reserve stock')), alone);
  const unsampled = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: TraceFlags.NONE };
  context.with(trace.setSpanContext(context.active(), unsampled), () =>
    assert.deepEqual(readLockHolderName(lockHolderName('reserve stock')), alone),
  );
});

test('when a name is not that of a lock holder, then it tells nothing', () => {
  for (const name of ['', 'psql', '0'.repeat(32), 'untraced', 'x reserve', `${'0'.repeat(32)} reserve stock`]) {
    assert.equal(readLockHolderName(name), undefined, name);
  }
});
