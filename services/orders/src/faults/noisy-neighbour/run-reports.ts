import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '@spanshop/shared/database';
import type { Condition } from '@spanshop/shared/faults';
import { inSpan } from '@spanshop/shared/telemetry';
import { tracer } from '../../tracer.ts';

/** What was sold of each product in each month, over the whole history. */
const salesByMonth = `
  SELECT tenant, date_trunc('month', placed_at) AS month, sku, count(*) AS orders, count(DISTINCT customer_id) AS customers,
         sum(quantity * unit_price_minor) AS revenue_minor
  FROM orders.orders JOIN orders.order_items ON order_id = id
  GROUP BY tenant, month, sku ORDER BY revenue_minor DESC LIMIT 100`;

/** Between two reports: less than one takes, and long enough that reports on next to no history do not crowd out all other traces. */
const pauseMs = 500;

/**
 * Makes a report again and again, several at a time, each on a connection of its own beside the pool.
 *
 * @param url connection of the service
 */
export function runReports(url: string): Condition {
  let isWanted = false;
  let running: Promise<unknown> = Promise.resolve();
  const report = () =>
    withClient(url, async client => {
      while (isWanted) {
        await inSpan(tracer, 'sales report', { root: true }, () => client.query(salesByMonth));
        await sleep(pauseMs);
      }
    });
  return {
    async begin(atATime) {
      isWanted = true;
      // What ends a report, such as a database that restarts, ends its repetition, and none of the service's own work.
      running = Promise.allSettled(Array.from({ length: atATime }, report));
    },
    async end() {
      isWanted = false;
      await running;
    },
  };
}
