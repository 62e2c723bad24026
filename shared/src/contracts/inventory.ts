import { z } from 'zod';
import { amountMinor, currency, items, orderId, page, quantity, sku, tenant } from './values.ts';

export const category = z.string().regex(/^[a-z-]{2,30}$/, 'expected a category such as lamps');

export const productQuery = page.extend({ tenant, category: category.optional() });

export const product = z.object({
  sku,
  name: z.string(),
  category,
  priceMinor: amountMinor,
  currency,
  available: z.number().int().nonnegative(),
});

export const productPage = z.object({ products: z.array(product), nextCursor: z.string().optional() });

export const quoteRequest = z.strictObject({ tenant, currency, items });

export const quote = z.object({
  currency,
  totalMinor: amountMinor,
  lines: z.array(z.object({ sku, quantity, unitPriceMinor: amountMinor, lineTotalMinor: amountMinor })),
});

export const reservationRequest = z.strictObject({ orderId, items });

/** `released` is also what an undo leaves behind for a reservation that has not arrived yet. */
export const reservation = z.object({ orderId, status: z.enum(['reserved', 'released', 'shipped']) });

export const restockRequest = z.strictObject({
  /** Which product; all of them when absent. */
  sku: sku.optional(),
  quantity: z.number().int().min(1).max(1_000_000),
});

export const restocked = z.object({ products: z.number().int(), quantity: z.number().int() });

export type Product = z.infer<typeof product>;
export type ProductPage = z.infer<typeof productPage>;
export type ProductQuery = z.infer<typeof productQuery>;
export type QuoteRequest = z.infer<typeof quoteRequest>;
export type Quote = z.infer<typeof quote>;
export type ReservationRequest = z.infer<typeof reservationRequest>;
export type Reservation = z.infer<typeof reservation>;
