import type { Fault } from '@spanshop/shared/faults';
import { pathToCatalogue } from '../paths.ts';

export const hugeJson: Fault = {
  name: 'huge-json',
  sort: 'performance',
  services: ['inventory'],
  mechanism:
    'A page of the catalogue carries the price of every product on every day of its past. Inventory writes it whole, the gateway reads it whole, and nobody shows it.',
  symptom: {
    endpoint: 'GET /products',
    feltAs: 'latency',
    inWords: 'The catalogue comes late, although it looks as it always did.',
  },
  truth: {
    service: 'inventory',
    operation: 'GET /products',
    kind: 'large-payload',
    path: pathToCatalogue,
  },
  scopes: { tenant: true, customers: 'the catalogue is the same for all customers', request: true },
  magnitudes: { unit: 'days of the past of each product', values: [200, 1_500, 4_500] },
  inJaeger:
    'Below GET /products compare http.response.body.size of the call to inventory with that of the gateway: megabytes go in, kilobytes come out.',
  cure: 'Answer with what is shown and nothing else, as contracts/inventory.ts describes a product. The past is a call of its own, in pages, for whoever wants to see it.',
  source: {
    title: 'Microsoft: Extraneous Fetching antipattern',
    url: 'https://learn.microsoft.com/en-us/azure/architecture/antipatterns/extraneous-fetching/',
  },
};
