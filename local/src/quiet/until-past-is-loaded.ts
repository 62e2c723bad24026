import { setTimeout as sleep } from 'node:timers/promises';
import { connectAuditor } from '../audit/index.ts';

const lookEveryMs = 2_000;
const limits = { connectMs: 10_000, statementMs: 10_000 };

const loaded = `
  SELECT (SELECT loaded FROM orders.history) + (SELECT loaded FROM fulfillment.history)
    + (SELECT loaded FROM payments.history) + (SELECT loaded FROM acquirer.history) AS orders`;

/**
 * A shop that is new loads the orders of the past in the background: returns once their number stays the same.
 *
 * @param auditorUrl connection of the role that may read everything
 * @throws Error where the database cannot be reached, or the wait is ended
 */
export async function untilPastIsLoaded(auditorUrl: string, signal: AbortSignal): Promise<void> {
  const client = await connectAuditor(auditorUrl, limits);
  try {
    let last: number | undefined;
    for (;;) {
      const { rows } = await client.query<{ orders: number }>(loaded);
      const now = rows[0]?.orders;
      if (now === last) return;
      last = now;
      await sleep(lookEveryMs, undefined, { signal });
    }
  } finally {
    await client.end().catch(() => {});
  }
}
