import type { Place } from '@spanshop/shared/faults';

/** From the endpoint that a user calls to the charge of the card. */
export const pathToCharges: readonly Place[] = [
  { service: 'gateway', operation: 'POST /orders' },
  { service: 'orders', operation: 'POST /orders' },
  { service: 'orders', operation: 'place order' },
  { service: 'orders', operation: 'charge' },
  { service: 'payments', operation: 'POST /charges' },
];
