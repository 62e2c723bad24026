import { z } from 'zod';

/**
 * An order's id: a UUID, made by the gateway before anything else knows of the order. It may come in capitals and is read
 * in small letters: PostgreSQL takes both for the same, and the acquirer, to whom it is text, does not.
 */
export const orderId = z.uuid().toLowerCase();
// The other ids below have one spelling each, which their patterns ask for.
export const customerId = z.string().regex(/^cus-\d{4}$/, 'expected an id like cus-0042');
export const sku = z.string().regex(/^sku-\d{4}$/, 'expected an id like sku-0042');
export const tenant = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'expected a storefront such as main');
export const customerTier = z.enum(['bronze', 'silver', 'gold']);
export const currency = z.enum(['EUR', 'USD', 'GBP']);
/** Money in the currency's minor unit (cents, pence). */
export const amountMinor = z.number().int().nonnegative().max(1_000_000_000_000);
export const quantity = z.number().int().min(1).max(100);
/** A stand-in for a card, as a payment page would issue it; never logged, never on a span. */
export const paymentToken = z.string().regex(/^tok_[a-z0-9_]{1,40}$/, 'expected a token like tok_visa');

export const item = z.strictObject({ sku, quantity });
export const items = z
  .array(item)
  .min(1)
  .max(20)
  .refine(list => new Set(list.map(entry => entry.sku)).size === list.length, { error: 'each sku may appear once' });

/** Query of a listing: pages of `limit` entries, the next one by the opaque `cursor` of the last answer. */
export const page = z.strictObject({
  cursor: z.string().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export type Item = z.infer<typeof item>;
export type Currency = z.infer<typeof currency>;
export type CustomerTier = z.infer<typeof customerTier>;
