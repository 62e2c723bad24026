import type { PlaceOrderBody } from '@spanshop/shared/contracts/gateway';

export function orderBody(differences: Partial<PlaceOrderBody> = {}): PlaceOrderBody {
  return {
    customerId: 'cus-0042',
    currency: 'EUR',
    paymentToken: 'tok_visa',
    items: [{ sku: 'sku-0001', quantity: 1 }],
    ...differences,
  };
}
