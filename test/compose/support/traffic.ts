import { randomUUID } from 'node:crypto';
import { traceIdOf } from '@spanshop/local/orders';
import {
  browse,
  buy,
  createFigures,
  pickShopper,
  type ShopClient,
  type Shopper,
  startArrivals,
  type Visit,
} from '@spanshop/local/shoppers';
import type { Stack } from './stack.ts';

/** What a shopper saw of one request. */
export interface Seen {
  method: string;
  path: string;
  /** 0 where no answer came. */
  status: number;
  traceId: string | undefined;
  atMs: number;
  tookMs: number;
}

export interface Traffic {
  seen: readonly Seen[];
  /** Lets nobody in any more and waits for those who are inside. */
  stop(): Promise<void>;
}

/** The demo's shoppers, with a record of every request. An open model: they come whether or not the shop answers. */
export function startTraffic({ urls }: Stack, ordersPerSecond: number): Traffic {
  const seen: Seen[] = [];
  const inside = new Set<Promise<void>>();
  const enter = (doVisit: (visit: Visit) => Promise<void>) => {
    const shopper = pickShopper();
    const shop = createRecordingClient(urls.gateway, shopper, seen);
    const visit = doVisit({ shopper, shop, figures: createFigures(), random: Math.random }).catch(() => {});
    inside.add(visit);
    void visit.finally(() => inside.delete(visit));
  };
  const stops = [startArrivals(ordersPerSecond, () => enter(buy)), startArrivals(ordersPerSecond, () => enter(browse))];
  return {
    seen,
    async stop() {
      for (const stop of stops) stop();
      await Promise.allSettled(inside);
    },
  };
}

const deadlineMs = 15_000;

function createRecordingClient(gatewayUrl: string, { tenant }: Shopper, seen: Seen[]): ShopClient {
  async function send(method: string, path: string, body?: unknown) {
    const record: Seen = { method, path, status: 0, traceId: undefined, atMs: Date.now(), tookMs: 0 };
    seen.push(record);
    const startedAt = performance.now();
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
      record.status = answer.status;
      record.traceId = traceIdOf(answer.headers);
      return { status: answer.status, body: read, traceId: record.traceId };
    } finally {
      record.tookMs = performance.now() - startedAt;
    }
  }
  return { get: path => send('GET', path), post: (path, body) => send('POST', path, body) };
}

/** Answers that a shop in order never gives: none, or a 5xx, or a 4xx other than card refused, out of stock, too late. */
export function failures(seen: readonly Seen[]): string[] {
  return seen
    .filter(({ status }) => !(status >= 200 && status < 300) && status !== 402 && status !== 409)
    .map(({ method, path, status }) => `${method} ${path.replace(/[0-9a-f-]{36}/, '{id}').split('?')[0]} ${status}`);
}

export function medianMs(seen: readonly Pick<Seen, 'tookMs'>[]): number {
  const sorted = seen.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
