/** A gold customer of the main storefront who buys two products. */
export const exampleOrder = {
  customerId: 'cus-0040',
  items: [
    { sku: 'sku-0007', quantity: 1 },
    { sku: 'sku-0042', quantity: 2 },
  ],
  currency: 'EUR',
  paymentToken: 'tok_visa',
};
