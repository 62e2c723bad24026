import { randomUUID } from 'node:crypto';
import type { ChargeRequest, RiskCheckRequest } from '@spanshop/shared/contracts/payments';

export function chargeRequest(differences: Partial<ChargeRequest> = {}): ChargeRequest {
  return {
    orderId: randomUUID(),
    customerId: 'cus-0042',
    amountMinor: 4_990,
    currency: 'EUR',
    paymentToken: 'tok_visa',
    ...differences,
  };
}

export function riskCheckRequest(differences: Partial<RiskCheckRequest> = {}): RiskCheckRequest {
  return {
    orderId: randomUUID(),
    tenant: 'main',
    customerId: 'cus-0042',
    customerTier: 'bronze',
    currency: 'EUR',
    items: [{ sku: 'sku-0001', quantity: 2 }],
    ...differences,
  };
}

/** So many lines of so many pieces each. */
export function itemsOf(lines: number, quantity: number): RiskCheckRequest['items'] {
  return Array.from({ length: lines }, (_, line) => ({ sku: `sku-${String(line + 1).padStart(4, '0')}`, quantity }));
}
