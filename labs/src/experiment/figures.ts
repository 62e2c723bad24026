import { quantile } from '@spanshop/analysis/statistics';
import type { OrderFate } from '@spanshop/local/orders';
import type { Call } from '@spanshop/local/shoppers';
import { z } from 'zod';

const latency = z.object({ p50Ms: z.number(), p95Ms: z.number() });
const endpointFigures = latency.extend({ requests: z.number(), errors: z.number() });

/** What users met in a window, without a look at any trace. */
export const figuresSchema = z.object({
  visits: z.number(),
  /** Visits that did not take place, because too many were going on. */
  dropped: z.number(),
  requests: z.number(),
  errors: z.number(),
  /** By method and route. */
  endpoints: z.record(z.string(), endpointFigures),
  /** From placing to shipping; an order still open counts with its age. Undefined where the database is not known. */
  shipping: latency.extend({ orders: z.number(), open: z.number() }).optional(),
});

export type Figures = z.infer<typeof figuresSchema>;
export type EndpointFigures = z.infer<typeof endpointFigures>;

/** Which answers a shop in order gives: a card may be refused, and a parcel may have left before it is cancelled. */
const expected: Readonly<Record<string, readonly number[]>> = {
  'POST /orders': [201, 402],
  'POST /orders/{orderId}/cancel': [200, 409],
};
const success = [200];

export interface SeenByUsers {
  visits: number;
  dropped: number;
  calls: readonly Call[];
  orders: readonly OrderFate[] | undefined;
  /** When the orders were looked at. */
  nowUnixMs: number;
}

export function figuresOf({ visits, dropped, calls, orders, nowUnixMs }: SeenByUsers): Figures {
  const endpoints = [...Map.groupBy(calls, ({ endpoint }) => endpoint)].sort().map(([endpoint, within]) => {
    const durationsMs = within.map(({ durationMs }) => durationMs);
    return [endpoint, { requests: within.length, errors: within.filter(isError).length, ...latencyOf(durationsMs) }];
  });
  return {
    visits,
    dropped,
    requests: calls.length,
    errors: calls.filter(isError).length,
    endpoints: Object.fromEntries(endpoints),
    shipping: orders && shippingOf(orders, nowUnixMs),
  };
}

function isError({ endpoint, status }: Call): boolean {
  return status === undefined || !(expected[endpoint] ?? success).includes(status);
}

const ended = new Set(['rejected', 'failed', 'cancelled']);

function shippingOf(orders: readonly OrderFate[], nowUnixMs: number): Figures['shipping'] {
  const meant = orders.filter(({ status }) => !ended.has(status));
  if (meant.length === 0) return undefined;
  const took = meant.map(({ placedUnixMs, shippedUnixMs }) => (shippedUnixMs ?? nowUnixMs) - placedUnixMs);
  const open = meant.filter(({ shippedUnixMs }) => shippedUnixMs === undefined).length;
  return { orders: meant.length, open, ...latencyOf(took) };
}

function latencyOf(durationsMs: readonly number[]): z.infer<typeof latency> {
  return { p50Ms: quantile(durationsMs, 0.5), p95Ms: quantile(durationsMs, 0.95) };
}
