import { setTimeout as sleep } from 'node:timers/promises';
import { placeOrder } from '@spanshop/local/orders';

export interface Addresses {
  gateway: string;
  console: string;
  jaeger: string;
  zipkin: string;
}

export interface FollowedOrder {
  /** Undefined where nothing is traced. */
  traceId: string | undefined;
  /** Backends that hold the trace. */
  found: readonly string[];
}

const withinMs = 15_000;
const callTimeoutMs = 10_000;

/**
 * Places an order and looks for its trace in both backends.
 *
 * @throws SentenceError when the shop does not take the order
 */
export async function followOrder({ gateway, jaeger, zipkin }: Addresses): Promise<FollowedOrder> {
  const { traceId } = await placeOrder(gateway);
  if (!traceId) return { traceId, found: [] };
  const backends = { Jaeger: `${jaeger}/api/v3/traces/${traceId}`, Zipkin: `${zipkin}/api/v2/trace/${traceId}` };
  const found = await Promise.all(
    Object.entries(backends).map(async ([name, url]) => ((await appears(url)) ? [name] : [])),
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
