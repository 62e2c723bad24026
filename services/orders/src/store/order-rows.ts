import type { Order, OrderReason, OrderStatus } from '@spanshop/shared/contracts/orders';

export interface OrderRow {
  id: string;
  tenant: string;
  customer_id: string;
  status: OrderStatus;
  reason: OrderReason | null;
  currency: Order['currency'];
  total_minor: number;
  placed_at: Date;
  items: Order['items'];
}

/** An order with its lines in one statement. */
export const selectOrders = `
  SELECT id, tenant, customer_id, status, reason, currency, total_minor, placed_at, items
  FROM orders.orders CROSS JOIN LATERAL (
    SELECT json_agg(json_build_object('sku', sku, 'quantity', quantity, 'unitPriceMinor', unit_price_minor) ORDER BY sku) AS items
    FROM orders.order_items WHERE order_id = id
  ) AS lines`;

/** Of customer $1 in storefront $2, the newest first, $5 at most, from behind the order of time $3 and id $4. */
export const selectPage = `
  ${selectOrders}
  WHERE customer_id = $1 AND tenant = $2 AND ($3::timestamptz IS NULL OR (placed_at, id) < ($3::timestamptz, $4::uuid))
  ORDER BY placed_at DESC, id DESC LIMIT $5`;

export function toOrder(row: OrderRow): Order {
  return {
    id: row.id,
    tenant: row.tenant,
    customerId: row.customer_id,
    status: row.status,
    ...(row.reason ? { reason: row.reason } : {}),
    currency: row.currency,
    totalMinor: row.total_minor,
    items: row.items,
    placedAt: row.placed_at.toISOString(),
  };
}
