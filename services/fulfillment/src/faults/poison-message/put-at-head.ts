import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { orderConfirmedQueue } from '@spanshop/shared/contracts/orders';
import type { Queryable } from '@spanshop/shared/database';

/** Has the message that is being worked on come again before all others, at once and however often it failed. */
export async function putAtHead(database: Queryable, orderId: string): Promise<void> {
  // A broker does this by itself: the trace of the order is none the wiser.
  await context.with(ROOT_CONTEXT, () =>
    database.query(
      `UPDATE queue.job SET priority = 1, retry_delay = 0, retry_backoff = false, retry_limit = retry_count + 50
       WHERE name = $1 AND state = 'active' AND data -> 'message' ->> 'orderId' = $2`,
      [orderConfirmedQueue, orderId],
    ),
  );
}
