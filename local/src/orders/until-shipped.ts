import { setTimeout as sleep } from 'node:timers/promises';
import { SentenceError } from '@spanshop/shared/errors';
import { callTimeoutMs, type PlacedOrder } from './place-order.ts';

const shippedWithinMs = 30_000;
const pollMs = 100;

/** @throws SentenceError when the order ends in another way or not within 30 s */
export async function untilShipped(gatewayUrl: string, { id }: PlacedOrder): Promise<void> {
  const giveUpAt = performance.now() + shippedWithinMs;
  let status = 'placed';
  while (performance.now() < giveUpAt) {
    const answer = await fetch(`${gatewayUrl}/orders/${id}`, { signal: AbortSignal.timeout(callTimeoutMs) });
    status = ((await answer.json()) as { status?: string }).status ?? status;
    if (status === 'shipped') return;
    if (status === 'rejected' || status === 'failed' || status === 'cancelled') break;
    await sleep(pollMs);
  }
  throw new SentenceError(`the order ${id} was not shipped within ${shippedWithinMs / 1_000} s: it is ${status}`);
}
