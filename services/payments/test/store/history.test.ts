import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHistoryLoader } from '@spanshop/shared/database';
import { silentLogger } from '@spanshop/shared/testing';
import { historyOfCharges } from '../../src/store/history.ts';
import { type RunningPayments, startPayments } from '../support/payments.ts';
import { until } from '../support/until.ts';

const historyOf = ({ database }: RunningPayments, orders: number) =>
  createHistoryLoader({ database, schema: 'payments', statement: historyOfCharges, orders, logger: silentLogger() });

test('when the service has started, then it charges the past in the background, once, however often it starts', async t => {
  const payments = await startPayments({ HISTORY_ORDERS: '7000' });
  t.after(() => payments.close());
  await payments.service.start?.();
  await until(async () => (await loaded(payments)) === 7_000);
  await payments.service.stop?.();

  const again = historyOf(payments, 7_000);
  again.start();
  await again.stop();
  const { rows } = await payments.auditor.query(
    `SELECT count(*) AS charges, count(DISTINCT customer_id) AS customers, min(status) AS status,
            max(created_at) < now() - interval '1 day' AS past
     FROM payments.charges`,
  );
  assert.deepEqual(rows, [{ charges: 7_000, customers: 2_000, status: 'charged', past: true }]);
});

async function loaded({ auditor }: RunningPayments): Promise<number> {
  const { rows } = await auditor.query('SELECT loaded FROM payments.history');
  return rows[0].loaded;
}
