import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SentenceError } from '@spanshop/shared/errors';

export interface Addresses {
  gateway: string;
  console: string;
  jaeger: string;
  zipkin: string;
}

export interface FollowedOrder {
  traceId: string;
  /** Backends that hold the trace. */
  found: readonly string[];
}

const order = {
  customerId: 'cus-0040',
  items: [{ sku: 'sku-0007', quantity: 1 }],
  currency: 'EUR',
  paymentToken: 'tok_visa',
};
const withinMs = 15_000;
const callTimeoutMs = 10_000;

/**
 * Places an order and looks for its trace in both backends.
 *
 * @throws SentenceError when the shop does not take the order
 */
export async function followOrder({ gateway, jaeger, zipkin }: Addresses): Promise<FollowedOrder> {
  const answer = await fetch(`${gateway}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(order),
    signal: AbortSignal.timeout(callTimeoutMs),
  });
  const traceId = answer.headers.get('traceresponse')?.split('-')[1] ?? '';
  if (answer.status >= 300)
    throw new SentenceError(`the gateway answered ${answer.status} to an order: ${await answer.text()}`);
  const backends = { Jaeger: `${jaeger}/api/v3/traces/${traceId}`, Zipkin: `${zipkin}/api/v2/trace/${traceId}` };
  const found = await Promise.all(
    Object.entries(backends).map(async ([name, url]) => (traceId && (await appears(url)) ? [name] : [])),
  );
  return { traceId, found: found.flat() };
}

async function appears(url: string): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs;
  while (performance.now() < giveUpAt) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(callTimeoutMs) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return true;
    await sleep(200);
  }
  return false;
}
