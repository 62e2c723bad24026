import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { exampleOrder, traceIdOf } from '@spanshop/local/shoppers';
import { SentenceError } from '@spanshop/shared/errors';

export interface PlacedOrder {
  id: string;
  traceId: string;
}

const callTimeoutMs = 10_000;
const shippedWithinMs = 30_000;
const pollMs = 100;

/** @throws SentenceError when the gateway does not confirm the order, or does not name its trace */
export async function placeOrder(gatewayUrl: string): Promise<PlacedOrder> {
  const answer = await fetch(`${gatewayUrl}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(exampleOrder),
    signal: AbortSignal.timeout(callTimeoutMs),
  });
  const body = (await answer.json()) as { id?: string; detail?: string };
  const traceId = traceIdOf(answer.headers);
  if (answer.status >= 300 || !body.id) {
    throw new SentenceError(`the gateway answered ${answer.status} to the order: ${body.detail ?? 'no reason given'}`);
  }
  if (!traceId) throw new SentenceError('the gateway did not name the trace of the order');
  return { id: body.id, traceId };
}

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
