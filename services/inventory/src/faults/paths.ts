import type { Place } from '@spanshop/shared/faults';

/** From the endpoint that a user calls to the reservation of what is ordered. */
export const pathToReservations: readonly Place[] = [
  { service: 'gateway', operation: 'POST /orders' },
  { service: 'orders', operation: 'POST /orders' },
  { service: 'orders', operation: 'place order' },
  { service: 'orders', operation: 'reserve stock' },
  { service: 'inventory', operation: 'POST /reservations' },
];

/** From the endpoint that a user calls to a page of the catalogue. */
export const pathToCatalogue: readonly Place[] = [
  { service: 'gateway', operation: 'GET /products' },
  { service: 'inventory', operation: 'GET /products' },
];
