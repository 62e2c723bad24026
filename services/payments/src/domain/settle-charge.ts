import type { Capture } from '@spanshop/shared/contracts/acquirer';
import type { Charge } from '@spanshop/shared/contracts/payments';
import { AppError } from '@spanshop/shared/errors';
import { AcquirerError, type Payment } from './acquirer.ts';
import type { Ledgers, SettledStatus, StoredCharge } from './charges.ts';
import { reverse, voidCharge } from './void-charge.ts';

/** What the acquirer's word means for a charge. */
export const settledStatus: Readonly<Record<Capture['status'], SettledStatus>> = {
  captured: 'charged',
  declined: 'declined',
  reversed: 'voided',
};

/**
 * Tells what has become of a charge; one that is `unknown` is settled first by asking the acquirer, and stays `unknown` only
 * while that cannot be asked. Whoever needs to be sure that nothing follows has to void.
 *
 * @throws AppError 404 `unknown_charge` where nothing is charged so far: the order has no charge, or it has not arrived at
 *   the acquirer
 */
export async function findCharge(ledgers: Ledgers, orderId: string): Promise<Charge> {
  const charge = await ledgers.charges.find(orderId);
  const status = charge?.status === 'unknown' ? await settleIfPossible(ledgers, charge) : charge?.status;
  if (status) return { orderId, status };
  const detail = `Nothing is charged for ${orderId}.`;
  throw new AppError({ status: 404, code: 'unknown_charge', detail, extensions: { orderId } });
}

/**
 * Ends what was left open, by the acquirer's word. A charge that never arrived there is voided, so that it never will.
 *
 * @throws AppError while the acquirer cannot be asked
 */
export async function settleOpenCharge(ledgers: Ledgers, charge: StoredCharge): Promise<void> {
  const { orderId, reversalPending } = charge;
  if (reversalPending) return reverse(ledgers, orderId);
  const status = await settle(ledgers, charge);
  if (!status) await voidCharge(ledgers, orderId);
}

async function settle({ charges, acquirer }: Ledgers, charge: StoredCharge): Promise<SettledStatus | undefined> {
  const word = await acquirer.find(paymentOf(charge));
  return word && charges.settle(charge.orderId, settledStatus[word]);
}

async function settleIfPossible(ledgers: Ledgers, charge: StoredCharge): Promise<Charge['status'] | undefined> {
  try {
    return await settle(ledgers, charge);
  } catch (error) {
    if (error instanceof AcquirerError) return 'unknown';
    throw error;
  }
}

function paymentOf({ orderId, amountMinor, currency }: StoredCharge): Payment {
  if (amountMinor === null || currency === null) throw new Error(`the charge of order ${orderId} has no amount`);
  return { reference: orderId, amountMinor, currency };
}
