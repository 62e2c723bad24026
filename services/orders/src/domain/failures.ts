import type { OrderReason } from '@spanshop/shared/contracts/orders';
import { AppError, PeerError } from '@spanshop/shared/errors';
import type { Outcome } from './saga.ts';

export interface Failure {
  outcome: Outcome;
  /** The step had no effect. */
  refused: boolean;
  /** The card may have been charged: only the acquirer knows, so recovery asks before anything is undone. */
  settleLater: boolean;
}

const rejections: Readonly<Record<string, OrderReason>> = {
  unknown_product: 'unknown_product',
  risk_declined: 'risk_declined',
  out_of_stock: 'out_of_stock',
  payment_declined: 'payment_declined',
};

/** What a step's error means for the order. An error that no peer gave is ours and ends the request. */
export function failureOf(error: unknown, charging: boolean): Failure {
  const rejection = error instanceof AppError ? rejections[error.code] : undefined;
  if (rejection) return { outcome: { status: 'rejected', reason: rejection }, refused: true, settleLater: false };
  if (!(error instanceof PeerError)) throw error;
  const reason = error.peer === 'inventory' ? 'inventory_unavailable' : 'payments_unavailable';
  return {
    outcome: { status: 'failed', reason },
    refused: !error.outcomeUnknown,
    settleLater: charging && error.outcomeUnknown,
  };
}
