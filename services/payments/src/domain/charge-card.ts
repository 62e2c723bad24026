import type { Charge, ChargeRequest } from '@spanshop/shared/contracts/payments';
import { AppError } from '@spanshop/shared/errors';
import { AcquirerError } from './acquirer.ts';
import type { Ledgers, SettledStatus, StoredCharge } from './charges.ts';
import { settledStatus } from './settle-charge.ts';
import { reverse } from './void-charge.ts';

/** Charges one order, as `chargeCard` does it. */
export type ChargeOrder = (request: ChargeRequest) => Promise<Charge>;

/**
 * Charges an order once. The charge is written down before the acquirer is asked, so that whatever becomes of this process
 * somebody can ask again; repeating it asks again by the same reference. The card's token is handed on and not kept.
 *
 * @throws AppError 402 `payment_declined`; 409 `charge_voided`, or `charge_mismatch` for another amount than before
 * @throws AcquirerError 503 where the acquirer was never asked, 504 where its answer is missing, to this try or to an earlier
 *   one: the charge stays `unknown`
 */
export async function chargeCard(ledgers: Ledgers, request: ChargeRequest): Promise<Charge> {
  const { orderId } = request;
  const charge = await ledgers.charges.claim(request);
  if (charge.status !== 'voided') refuseOtherAmount(charge, request);
  const status = charge.status === 'unknown' ? await capture(ledgers, request, charge) : charge.status;
  if (status === 'declined')
    throw refused(orderId, 402, 'payment_declined', `The card was declined for order ${orderId}.`);
  if (status === 'voided') throw refused(orderId, 409, 'charge_voided', `The charge of order ${orderId} was voided.`);
  return { orderId, status };
}

async function capture(
  ledgers: Ledgers,
  { orderId, amountMinor, currency, paymentToken }: ChargeRequest,
  { isNew }: { isNew: boolean },
): Promise<SettledStatus> {
  const asked = ledgers.acquirer.capture({ reference: orderId, amountMinor, currency, cardToken: paymentToken });
  const word = await asked.catch(error => {
    throw isNew ? error : unsure(error);
  });
  const status = await ledgers.charges.settle(orderId, settledStatus[word]);
  if (status === 'voided' && word === 'captured') await takeBack(ledgers, orderId);
  return status;
}

/** That the acquirer was not asked now does not tell what became of an earlier try. */
function unsure(error: unknown): unknown {
  const unavailable = error instanceof AcquirerError && error.code === 'acquirer_unavailable';
  return unavailable ? new AcquirerError('acquirer_outcome_unknown', error) : error;
}

/** The void overtook the capture. Where the acquirer cannot be reached the reversal stays pending, and the background ends it. */
async function takeBack(ledgers: Ledgers, orderId: string): Promise<void> {
  try {
    await reverse(ledgers, orderId);
  } catch (error) {
    if (!(error instanceof AcquirerError)) throw error;
  }
}

function refuseOtherAmount(charge: StoredCharge, { orderId, amountMinor, currency }: ChargeRequest): void {
  if (charge.amountMinor === amountMinor && charge.currency === currency) return;
  throw refused(orderId, 409, 'charge_mismatch', `Order ${orderId} was charged with another amount before.`);
}

function refused(orderId: string, status: number, code: string, detail: string): AppError {
  return new AppError({ status, code, detail, extensions: { orderId } });
}
