import type { Capture, CaptureRequest } from '@spanshop/shared/contracts/acquirer';
import { AppError } from '@spanshop/shared/errors';

/** A payment as both sides know it: an answer that names another reference, or other money, is not taken for one. */
export type Payment = Omit<CaptureRequest, 'cardToken'>;

/** Everything goes by reference and may be repeated. All of them throw AcquirerError. */
export interface Acquirer {
  /** `reversed` when the reversal came first. */
  capture(request: CaptureRequest): Promise<Capture['status']>;
  /** Undefined where the acquirer has never heard of the reference. */
  find(payment: Payment): Promise<Capture['status'] | undefined>;
  /** Takes the capture back, or forbids it where it has not arrived. */
  reverse(reference: string): Promise<void>;
}

const statusOf = {
  /** It was not asked: nothing happened there. */
  acquirer_unavailable: 503,
  /** It was asked, and whether that took effect is not known. */
  acquirer_outcome_unknown: 504,
  /** It refuses what we take for a good request: nothing happened there, and something is wrong with us or with it. */
  acquirer_refused: 502,
} as const;

export class AcquirerError extends AppError {
  constructor(code: keyof typeof statusOf, cause: Error) {
    const withoutEffect = code === 'acquirer_unavailable';
    super({ status: statusOf[code], code, detail: cause.message, withoutEffect, cause });
  }
}
