import { createHash } from 'node:crypto';
import type { PlaceOrderBody } from '@spanshop/shared/contracts/gateway';
import { AppError } from '@spanshop/shared/errors';

export interface KeyUse {
  tenant: string;
  key: string;
  /** Digest of the request: the same key may not stand for another. */
  fingerprint: Buffer;
}

/** A request's hold on a key. Every later write names it: a request that has lost the key changes nothing any more. */
export interface Hold {
  /** The order that the key stands for, whoever holds it. */
  orderId: string;
  /** Rises each time that the key changes hands; 1 for the request that brought it. */
  version: number;
}

/**
 * What came of claiming a key: `mine` means that this request has to do the work, `answered` that it was done before.
 */
export type Claim =
  | { state: 'mine'; hold: Hold }
  | { state: 'answered'; orderId: string }
  | { state: 'running' }
  | { state: 'mismatch' };

export interface IdempotencyKeys {
  /** Takes a key and stores the order's id with it; takes it over where the request that had it was never answered. */
  claim(use: KeyUse): Promise<Claim>;
  /** The order exists: from now on the key stands for it. */
  answered(hold: Hold): Promise<void>;
  /** This try changed nothing, and what an earlier one did is not known: the next may take over at once, under the same order. */
  handOn(hold: Hold): Promise<void>;
  /** Nothing happened under this key, ever: it is free for any request, under another order. */
  release(hold: Hold): Promise<void>;
  /** Whether the request that is to place this order may still be under way. */
  isRunning(tenant: string, orderId: string): Promise<boolean>;
  /** Forgets keys that are older than a day. */
  forgetOld(): Promise<void>;
}

export function fingerprintOf(body: PlaceOrderBody): Buffer {
  const { customerId, currency, items, paymentToken } = body;
  const canonical = JSON.stringify([
    customerId,
    currency,
    items.map(({ sku, quantity }) => [sku, quantity]),
    paymentToken,
  ]);
  return createHash('sha256').update(canonical).digest();
}

export const keyReused = new AppError({
  status: 422,
  code: 'idempotency_key_reused',
  detail: 'This Idempotency-Key was used for another order.',
});

export const keyRunning = new AppError({
  status: 409,
  code: 'request_running',
  detail: 'The first request with this Idempotency-Key is still running.',
  headers: { 'Retry-After': '1' },
});
