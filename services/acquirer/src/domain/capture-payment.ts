import type { Capture, CaptureRequest } from '@spanshop/shared/contracts/acquirer';
import { AppError } from '@spanshop/shared/errors';
import type { Ledger } from './ledger.ts';

/** The one card that is always refused; every other one always has the money. */
const declinedToken = 'tok_declined';

/** The card network's work on a capture, before anything takes effect. */
export type CardNetwork = (request: CaptureRequest) => Promise<void>;

/**
 * Captures once for each reference: repeating it gives the first answer. That a card is declined is an answer as well.
 *
 * @throws AppError 409 `reference_reversed`, or `reference_reused` for another amount under the same reference
 */
export async function capturePayment(
  ledger: Ledger,
  workInCardNetwork: CardNetwork,
  request: CaptureRequest,
): Promise<Capture> {
  const { reference, amountMinor, currency, cardToken } = request;
  await workInCardNetwork(request);
  const status = cardToken === declinedToken ? 'declined' : 'captured';
  const entry = await ledger.record({ reference, status, amountMinor, currency });
  if (entry.status === 'reversed')
    throw refused(reference, 'reference_reversed', `The capture ${reference} was reversed.`);
  if (entry.amountMinor !== amountMinor || entry.currency !== currency)
    throw refused(reference, 'reference_reused', `The reference ${reference} stands for another amount.`);
  return entry;
}

function refused(reference: string, code: string, detail: string): AppError {
  return new AppError({ status: 409, code, detail, extensions: { reference } });
}
