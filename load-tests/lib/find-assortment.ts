import { fail } from 'k6';
import http from 'k6/http';
import { environment } from './environment.ts';
import { type Assortment, customerIdOf, storefronts } from './visitors.ts';

const pageSize = 100;
const timeout = '10s';

/** Asks the shop what it sells in each storefront, and fails where it does not answer as the shop does. */
export function findAssortment(): Assortment {
  const assortment: Record<string, string[]> = {};
  for (const { tenant, lastCustomer } of storefronts) {
    const skus: string[] = [];
    let cursor: string | undefined;
    do {
      const page = read(tenant, `/products?limit=${pageSize}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      skus.push(...(page['products'] as { sku: string }[]).map(({ sku }) => sku));
      cursor = page['nextCursor'] as string | undefined;
    } while (cursor);
    if (skus.length === 0) fail(`the storefront ${tenant} of ${environment.baseUrl} sells nothing`);
    read(tenant, `/customers/${customerIdOf(lastCustomer)}/orders?limit=1`);
    assortment[tenant] = skus;
  }
  return assortment;
}

function read(tenant: string, path: string): Record<string, unknown> {
  const answer = http.get(environment.baseUrl + path, {
    headers: { 'x-tenant': tenant },
    tags: { name: 'setup' },
    timeout,
  });
  if (answer.status === 200) return answer.json() as unknown as Record<string, unknown>;
  const said = answer.status === 0 ? `does not answer (${answer.error})` : `answers ${answer.status}`;
  return fail(`${environment.baseUrl} ${said} to GET ${path}: is BASE_URL the gateway of a running shop?`);
}
