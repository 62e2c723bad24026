import { z } from 'zod';
import { category, product } from './inventory.ts';
import { order } from './orders.ts';
import { currency, customerId, items, orderId, page, paymentToken } from './values.ts';

/** The shop's public API. Tenants come from the header, ids of orders from the shop. */
export const placeOrderBody = z.strictObject({ customerId, items, currency, paymentToken });

export const productsQuery = page.extend({ category: category.optional() });
export const ordersQuery = page;

/** Anything printable; it names one attempt to order, for 24 hours. */
export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,255}$/, 'expected 1 to 255 printable characters');

export const publicProduct = product;
export const publicOrder = order.omit({ tenant: true });
export const publicOrderPage = z.object({ orders: z.array(publicOrder), nextCursor: z.string().optional() });

export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  traceId: z.string().optional(),
  orderId: orderId.optional(),
});

export type PlaceOrderBody = z.infer<typeof placeOrderBody>;
export type PublicOrder = z.infer<typeof publicOrder>;
