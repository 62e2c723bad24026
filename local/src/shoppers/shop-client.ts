import { randomUUID } from 'node:crypto';
import { traceIdOf } from '../orders/index.ts';
import type { Figures } from './figures.ts';
import type { Shopper } from './people.ts';

/** How long a shopper waits for an answer; longer than the gateway ever takes. */
const deadlineMs = 10_000;

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shop's answers are looked at, not relied on
  body: any;
  traceId: string | undefined;
}

export interface ShopClient {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
}

/** Calls the gateway as a browser would: no trace headers, a storefront, a fresh idempotency key for each POST. */
export function createShopClient(gatewayUrl: string, { tenant }: Shopper, figures: Figures): ShopClient {
  async function send(method: string, path: string, body?: unknown): Promise<Answer> {
    figures.requests += 1;
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
      if (!expected.has(answer.status)) figures.errors += 1;
      return { status: answer.status, body: await answer.json(), traceId: traceIdOf(answer.headers) };
    } catch (error) {
      figures.errors += 1;
      throw error;
    }
  }
  return { get: path => send('GET', path), post: (path, body) => send('POST', path, body) };
}

/** Success, not settled yet, card refused, out of stock or too late to cancel: a shop in order answers no other way. */
const expected: ReadonlySet<number> = new Set([200, 201, 202, 402, 409]);
