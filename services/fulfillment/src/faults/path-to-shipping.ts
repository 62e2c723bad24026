import type { Place } from '@spanshop/shared/faults';

/** From the endpoint that a user calls to the message that ships the order. */
export const pathToShipping: readonly Place[] = [
  { service: 'gateway', operation: 'POST /orders' },
  { service: 'orders', operation: 'POST /orders' },
  { service: 'orders', operation: 'place order' },
  { service: 'orders', operation: 'confirm' },
  { service: 'orders', operation: 'send order.confirmed' },
  { service: 'fulfillment', operation: 'process order.confirmed' },
];
