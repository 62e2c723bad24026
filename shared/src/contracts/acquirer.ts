import { z } from 'zod';

/** The card network's own API: it knows references, amounts and cards, and nothing of the shop. */
export const captureRequest = z.strictObject({
  reference: z.string().min(1).max(64),
  amountMinor: z.number().int().positive(),
  currency: z.string().length(3),
  cardToken: z.string().min(1).max(64),
});

/** What stands under a reference; without money where a reversal came first. */
export const capture = z.object({
  reference: z.string(),
  status: z.enum(['captured', 'declined', 'reversed']),
  amountMinor: z.number().int().nonnegative(),
  currency: z.string().length(3).nullable(),
});

export type CaptureRequest = z.infer<typeof captureRequest>;
export type Capture = z.infer<typeof capture>;
