import { connectAuditor } from '../audit/index.ts';

/** What has become of an order. */
export interface OrderFate {
  status: string;
  placedUnixMs: number;
  /** Undefined where it is not shipped. */
  shippedUnixMs: number | undefined;
}

/** Reads orders from the shop's database, and writes nothing. */
export interface OrderBook {
  fatesOf(orderIds: readonly string[]): Promise<OrderFate[]>;
  close(): Promise<void>;
}

const limits = { connectMs: 10_000, statementMs: 10_000 };

const fates = `
  SELECT orders.status,
    (extract(epoch FROM orders.placed_at) * 1000)::float AS "placedUnixMs",
    (extract(epoch FROM shipments.shipped_at) * 1000)::float AS "shippedUnixMs"
  FROM orders.orders LEFT JOIN fulfillment.shipments ON shipments.order_id = orders.id
  WHERE orders.id = ANY ($1::uuid[])`;

/**
 * @param auditorUrl connection of the role that may read everything
 * @throws Error where the database cannot be reached
 */
export async function openOrderBook(auditorUrl: string): Promise<OrderBook> {
  const client = await connectAuditor(auditorUrl, limits);
  return {
    async fatesOf(orderIds) {
      const { rows } = await client.query<OrderFate & { shippedUnixMs: number | null }>(fates, [orderIds]);
      return rows.map(row => ({ ...row, shippedUnixMs: row.shippedUnixMs ?? undefined }));
    },
    close: () => client.end(),
  };
}
