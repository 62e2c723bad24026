import { randomUUID } from 'node:crypto';
import { traceIdOf } from '../orders/index.ts';
import type { Shopper } from './people.ts';
import { routeOf } from './route-of.ts';

/** How long a shopper waits for an answer; longer than the gateway ever takes. */
const deadlineMs = 10_000;

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shop's answers are looked at, not relied on
  body: any;
  traceId: string | undefined;
}

/** One request, when it has been answered or given up. */
export interface Call {
  /** Method and route, such as `GET /orders/{orderId}`. */
  endpoint: string;
  startedUnixMs: number;
  durationMs: number;
  /** Undefined where no answer came. */
  status: number | undefined;
}

export interface ShopClient {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
}

/** Calls the gateway as a browser would: no trace headers, a storefront, a fresh idempotency key for each POST. */
export function createShopClient(
  gatewayUrl: string,
  { tenant }: Pick<Shopper, 'tenant'>,
  onCall: (call: Call) => void,
): ShopClient {
  async function send(method: string, path: string, body?: unknown): Promise<Answer> {
    const startedUnixMs = Date.now();
    const startedAt = performance.now();
    let status: number | undefined;
    try {
      const answer = await fetch(gatewayUrl + path, {
        method,
        headers: {
          'x-tenant': tenant,
          ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(deadlineMs),
      });
      const read = await answer.json();
      status = answer.status;
      return { status, body: read, traceId: traceIdOf(answer.headers) };
    } finally {
      onCall({ endpoint: routeOf(method, path), startedUnixMs, durationMs: performance.now() - startedAt, status });
    }
  }
  return { get: path => send('GET', path), post: (path, body) => send('POST', path, body) };
}
