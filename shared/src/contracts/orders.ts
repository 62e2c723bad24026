import { z } from 'zod';
import {
  amountMinor,
  currency,
  customerId,
  customerTier,
  items,
  orderId,
  page,
  paymentToken,
  quantity,
  sku,
  tenant,
} from './values.ts';

export const orderStatus = z.enum(['pending', 'confirmed', 'shipping', 'shipped', 'rejected', 'failed', 'cancelled']);

/** Why an order was rejected, or why it failed. */
export const orderReason = z.enum([
  'unknown_product',
  'risk_declined',
  'out_of_stock',
  'payment_declined',
  'inventory_unavailable',
  'payments_unavailable',
  'interrupted',
]);

/** What the gateway asks orders to place; the id is the gateway's. */
export const placeOrderRequest = z.strictObject({
  orderId,
  tenant,
  customerId,
  customerTier,
  currency,
  items,
  paymentToken,
});

export const orderLine = z.object({ sku, quantity, unitPriceMinor: amountMinor });

export const order = z.object({
  id: orderId,
  tenant,
  customerId,
  status: orderStatus,
  reason: orderReason.optional(),
  currency,
  totalMinor: amountMinor,
  /** Prices are 0 until the order is quoted. */
  items: z.array(orderLine),
  placedAt: z.iso.datetime(),
});

export const orderQuery = z.strictObject({ tenant });
export const ordersQuery = page.extend({ tenant });
export const orderPage = z.object({ orders: z.array(order), nextCursor: z.string().optional() });

/** The message on the queue. */
export const orderConfirmed = z.object({ orderId });

/** Name of the queue that carries confirmed orders to fulfillment. */
export const orderConfirmedQueue = 'order.confirmed';

export type OrderStatus = z.infer<typeof orderStatus>;
export type OrderReason = z.infer<typeof orderReason>;
export type PlaceOrderRequest = z.infer<typeof placeOrderRequest>;
export type Order = z.infer<typeof order>;
export type OrderPage = z.infer<typeof orderPage>;
export type OrdersQuery = z.infer<typeof ordersQuery>;
export type OrderConfirmed = z.infer<typeof orderConfirmed>;
