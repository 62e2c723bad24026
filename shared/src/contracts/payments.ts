import { z } from 'zod';
import { amountMinor, currency, customerId, customerTier, items, orderId, paymentToken, tenant } from './values.ts';

export const riskCheckRequest = z.strictObject({ orderId, tenant, customerId, customerTier, currency, items });

export const riskCheck = z.object({
  orderId,
  decision: z.enum(['approve', 'decline']),
  /** 0 to 100; 100 declines. */
  score: z.number().int().min(0).max(100),
});

export const chargeRequest = z.strictObject({ orderId, customerId, amountMinor, currency, paymentToken });

/**
 * `unknown`: the acquirer was asked and has not been heard. `voided`: undone, or forbidden before it arrived, and nothing
 * stays charged.
 */
export const charge = z.object({ orderId, status: z.enum(['charged', 'declined', 'unknown', 'voided']) });

export type RiskCheckRequest = z.infer<typeof riskCheckRequest>;
export type RiskCheck = z.infer<typeof riskCheck>;
export type ChargeRequest = z.infer<typeof chargeRequest>;
export type Charge = z.infer<typeof charge>;
