import type { Charge } from '@spanshop/shared/contracts/payments';
import { AppError } from '@spanshop/shared/errors';
import { AcquirerError } from './acquirer.ts';
import type { Ledgers } from './charges.ts';

/**
 * Undoes a charge, or forbids one that has not arrived. It is done only when the acquirer confirms that it holds nothing;
 * repeating it goes on from there.
 *
 * @throws AppError 503 `reversal_pending` while the acquirer does not confirm
 */
export async function voidCharge(ledgers: Ledgers, orderId: string): Promise<Charge> {
  const { reversalPending } = await ledgers.charges.void(orderId);
  if (reversalPending) {
    await reverse(ledgers, orderId).catch(error => {
      throw error instanceof AcquirerError ? pending(orderId, error) : error;
    });
  }
  return { orderId, status: 'voided' };
}

/** @throws AcquirerError where the acquirer does not confirm; the reversal stays pending */
export async function reverse({ charges, acquirer }: Ledgers, orderId: string): Promise<void> {
  await acquirer.reverse(orderId);
  await charges.endReversal(orderId);
}

function pending(orderId: string, cause: AcquirerError): AppError {
  const detail = `The acquirer has not confirmed the reversal of order ${orderId}.`;
  return new AppError({ status: 503, code: 'reversal_pending', detail, cause });
}
