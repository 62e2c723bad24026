import type { Fault } from '@spanshop/shared/faults';
import { pathToCharges } from '../path-to-charges.ts';

export const tenantErrors: Fault = {
  name: 'tenant-errors',
  sort: 'performance',
  services: ['payments'],
  mechanism:
    "The payment set-up of the storefront outlet names currencies by their signs, where the acquirer wants codes of three letters. The acquirer refuses every capture in them; the other storefronts' set-up is right.",
  symptom: {
    endpoint: 'POST /orders',
    feltAs: 'errors',
    inWords: 'In one storefront orders fail, depending on the currency; in the others all is well.',
  },
  truth: { service: 'payments', operation: 'POST /charges', kind: 'error', path: pathToCharges },
  scopes: {
    tenant: 'it is the set-up of one storefront, outlet',
    customers: 'a set-up is that of a storefront, whoever its customers are',
    request: true,
  },
  magnitudes: { unit: 'of the three currencies set up wrongly', values: [1, 2, 3] },
  inJaeger:
    'Search for error=true: the CLIENT span POST /v1/captures ends in 400. All of those traces have shop.tenant=outlet; search for the same with another one and there is none.',
  cure: 'The codes of ISO 4217; and a test capture for each storefront and currency whenever a set-up changes.',
  source: { title: 'ISO 4217: Currency codes', url: 'https://www.iso.org/iso-4217-currency-codes.html' },
};
