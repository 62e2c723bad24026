import type { Quote, QuoteRequest, ReservationRequest } from '@spanshop/shared/contracts/inventory';
import type { Charge, ChargeRequest, RiskCheck, RiskCheckRequest } from '@spanshop/shared/contracts/payments';

/** All of them throw PeerError. What undoes may be repeated, and may come before what it undoes. */
export interface Inventory {
  quote(request: QuoteRequest): Promise<Quote>;
  reserve(request: ReservationRequest): Promise<void>;
  release(orderId: string): Promise<void>;
}

export interface Payments {
  checkRisk(request: RiskCheckRequest): Promise<RiskCheck>;
  charge(request: ChargeRequest): Promise<void>;
  void(orderId: string): Promise<void>;
  /** Settles a charge whose outcome is open by asking the acquirer. */
  chargeStatus(orderId: string): Promise<Charge['status']>;
}

export interface Peers {
  inventory: Inventory;
  payments: Payments;
}
