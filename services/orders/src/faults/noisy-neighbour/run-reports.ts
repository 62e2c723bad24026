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
 * Makes a report again and again, several at a time, each on a connection of its own beside the pool. At the end those that
 * run are broken off.
 *
 * @param url connection of the service
 */
export function runReports(url: string): Condition {
  const serverProcesses = new Set<number>();
  let ending = new AbortController();
  let running: Promise<unknown> = Promise.resolve();

  const pause = () => sleep(pauseMs, undefined, { signal: ending.signal }).catch(() => {});

  async function reportOnOneConnection(client: Client): Promise<void> {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const [{ pid }] = rows as [{ pid: number }];
    serverProcesses.add(pid);
    try {
      while (!ending.signal.aborted) {
        await inSpan(tracer, 'sales report', { root: true }, () => client.query(salesByMonth));
        await pause();
      }
    } finally {
      serverProcesses.delete(pid);
    }
  }

  async function reportUntilTheEnd(): Promise<void> {
    while (!ending.signal.aborted) {
      // What breaks a connection, such as a database that restarts, ends a report, and neither the others nor the service.
      await withClient(url, reportOnOneConnection).catch(pause);
    }
  }

  return {
    async begin(atATime) {
      ending = new AbortController();
      running = Promise.all(Array.from({ length: atATime }, reportUntilTheEnd));
    },
    async end() {
      ending.abort();
      const pids = [...serverProcesses];
      // A server does not notice that a client has left before it has worked out its answer.
      const breakOff = 'SELECT pg_terminate_backend(pid) FROM unnest($1::integer[]) AS pid';
      if (pids.length > 0) await withClient(url, client => client.query(breakOff, [pids]));
      await running;
    },
  };
}

type Client = Parameters<Parameters<typeof withClient>[1]>[0];
