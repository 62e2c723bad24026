import { withClient } from '@spanshop/shared/database/bootstrap';
import type { TestShop } from './start-shop.ts';

export interface Job {
  id: string;
  state: 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed';
  data: { message: { orderId: string }; carrier: Record<string, string> };
}

/** The messages of an order, oldest first. */
export async function jobsOf({ auditor }: Pick<TestShop, 'auditor'>, orderId: string): Promise<Job[]> {
  const { rows } = await auditor.query<Job>(
    `SELECT id, state, data FROM queue.job WHERE data -> 'message' ->> 'orderId' = $1 ORDER BY created_on`,
    [orderId],
  );
  return rows;
}

/** What a queue may do: the order's message is delivered once more, as it was. */
export async function sendAgain({ database }: TestShop, orderId: string): Promise<void> {
  await withClient(database.migrationUrl, client =>
    client.query(
      `INSERT INTO queue.job (name, data, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, policy)
       SELECT name, data, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, policy
       FROM queue.job WHERE data -> 'message' ->> 'orderId' = $1 LIMIT 1`,
      [orderId],
    ),
  );
}
