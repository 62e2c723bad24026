import { z } from 'zod';

/** The card network's own API: it knows references, amounts and cards, and nothing of the shop. */
export const captureRequest = z.strictObject({
  reference: z.string().min(1).max(64),
  amountMinor: z.number().int().positive(),
  currency: z.string().length(3),
  cardToken: z.string().min(1).max(64),
});

export const capture = z.object({ reference: z.string(), status: z.enum(['captured', 'declined', 'reversed']) });

export type CaptureRequest = z.infer<typeof captureRequest>;
export type Capture = z.infer<typeof capture>;
