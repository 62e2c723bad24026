import type { CustomerTier } from '@spanshop/shared/contracts/values';
import type { Queryable } from '@spanshop/shared/database';
import { LRUCache } from 'lru-cache';
import type { Customers } from '../domain/shop.ts';

/** Storefronts come and go rarely; a header can hold anything, so what is remembered is bounded. */
const storefrontTtlMs = 30_000;

export function createCustomersRepository(database: Queryable): Customers {
  const storefronts = new LRUCache<string, { known: boolean }>({ max: 100, ttl: storefrontTtlMs });
  return {
    async isStorefront(name) {
      const remembered = storefronts.get(name);
      if (remembered) return remembered.known;
      const { rowCount } = await database.query('SELECT 1 FROM gateway.storefronts WHERE name = $1', [name]);
      const known = rowCount === 1;
      storefronts.set(name, { known });
      return known;
    },
    async tierOf(tenant, customerId) {
      const { rows } = await database.query<{ tier: CustomerTier }>(
        'SELECT tier FROM gateway.customers WHERE id = $1 AND tenant = $2',
        [customerId, tenant],
      );
      return rows[0]?.tier;
    },
  };
}
