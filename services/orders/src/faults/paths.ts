import type { Place } from '@spanshop/shared/faults';

/** From the endpoint that a user calls to a page of one's own orders. */
export const pathToOwnOrders: readonly Place[] = [
  { service: 'gateway', operation: 'GET /customers/{customerId}/orders' },
  { service: 'orders', operation: 'GET /customers/{customerId}/orders' },
];
