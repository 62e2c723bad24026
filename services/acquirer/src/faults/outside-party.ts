import type { Place, Scopes } from '@spanshop/shared/faults';

/** From the endpoint that a user calls to the capture. Traces know an outside party by the calls to it alone. */
export const pathToCaptures: readonly Place[] = [
  { service: 'gateway', operation: 'POST /orders' },
  { service: 'orders', operation: 'POST /orders' },
  { service: 'orders', operation: 'place order' },
  { service: 'orders', operation: 'charge' },
  { service: 'payments', operation: 'POST /charges' },
  { service: 'payments', operation: 'POST /v1/captures' },
];

/** Whom an outside party can tell apart: nobody. */
export const scopesOfOutsideParty: Scopes = {
  tenant: 'the acquirer is an outside party: it is not told the storefront',
  customers: 'the acquirer is an outside party: it is not told the customer',
  request: 'the acquirer is an outside party: no baggage goes there',
};
