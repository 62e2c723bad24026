import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '@spanshop/shared/database/bootstrap';
import { SentenceError } from '@spanshop/shared/errors';

const timeoutMs = 120_000;
const pollMs = 200;

/**
 * Waits until every order has reached its end and every shipment has left.
 *
 * @param auditorUrl connection of a role that reads every schema
 * @throws SentenceError when that takes longer than two minutes
 */
export function untilAllShipped(auditorUrl: string): Promise<void> {
  return withClient(auditorUrl, async client => {
    const giveUpAt = performance.now() + timeoutMs;
    for (;;) {
      const { rows } = await client.query<{ open: number }>(openOrders);
      const open = rows[0]?.open ?? 0;
      if (open === 0) return;
      if (performance.now() > giveUpAt) throw new SentenceError(`${open} orders have not shipped within two minutes`);
      await sleep(pollMs);
    }
  });
}

const openOrders = `
  SELECT ((SELECT count(*) FROM orders.orders WHERE status <> 'shipped')
        + (SELECT count(*) FROM fulfillment.shipments WHERE dispatched_at IS NULL))::integer AS open`;
