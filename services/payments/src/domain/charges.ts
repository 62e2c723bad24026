import type { Charge, ChargeRequest } from '@spanshop/shared/contracts/payments';
import type { Acquirer } from './acquirer.ts';

export interface StoredCharge extends Charge {
  /** Null where the order was voided without ever being charged. */
  amountMinor: number | null;
  currency: string | null;
  reversalPending: boolean;
}

export type SettledStatus = Exclude<Charge['status'], 'unknown'>;

/** One charge for each order. None ever goes away, and a voided one stays voided. */
export interface Charges {
  /** Writes the charge as `unknown` if the order has none, in which case it is new. Returns what now stands for the order. */
  claim(request: ChargeRequest): Promise<StoredCharge & { isNew: boolean }>;
  find(orderId: string): Promise<StoredCharge | undefined>;
  /**
   * Notes the acquirer's word on an `unknown` charge; any other keeps its status. Money that was taken for a voided charge
   * makes its reversal pending again.
   *
   * @returns the status that the charge has now
   */
  settle(orderId: string, word: SettledStatus): Promise<SettledStatus>;
  /** Voids, also what is not there yet. Tells whether the acquirer may hold something that has to be reversed. */
  void(orderId: string): Promise<{ reversalPending: boolean }>;
  /** The acquirer has confirmed that it holds nothing. */
  endReversal(orderId: string): Promise<void>;
  /** Charges that have been `unknown`, or whose reversal has been pending, for too long; nobody else gets them for as long. */
  takeOpen(limit: number): Promise<StoredCharge[]>;
}

export interface Ledgers {
  charges: Charges;
  acquirer: Acquirer;
}
