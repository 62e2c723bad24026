import type { Queryable } from '@spanshop/shared/database';
import type { CustomerHistory } from '../domain/risk-rules.ts';

export function createCustomerHistory(database: Queryable): CustomerHistory {
  return {
    async chargesInLastMinute(customerId) {
      const { rows } = await database.query<{ charges: number }>(
        `SELECT count(*) AS charges FROM payments.charges
         WHERE customer_id = $1 AND created_at > now() - interval '1 minute'`,
        [customerId],
      );
      return rows[0]?.charges ?? 0;
    },
    async hasPaidBefore(customerId) {
      const { rowCount } = await database.query(
        `SELECT FROM payments.charges WHERE customer_id = $1 AND status = 'charged' LIMIT 1`,
        [customerId],
      );
      return rowCount === 1;
    },
  };
}
