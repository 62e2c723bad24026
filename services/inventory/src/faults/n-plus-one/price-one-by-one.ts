import type { Queryable } from '@spanshop/shared/database';
import type { Prices } from '../../domain/catalogue.ts';

/**
 * Looks each product up by itself, and again whenever something is read from it, as an object mapper does that keeps nothing of
 * what it has loaded: it is the same query each time.
 */
export function priceOneByOne(database: Queryable, queriesPerItem: number): Prices['pricesOf'] {
  return async (tenant, skus) => {
    const prices = new Map<string, number>();
    for (const sku of skus) {
      for (let query = 1; query <= queriesPerItem; query += 1) {
        const { rows } = await database.query<{ priceMinor: number }>(
          `SELECT price_minor AS "priceMinor" FROM inventory.products WHERE sku = $1 AND $2 = ANY (storefronts)`,
          [sku, tenant],
        );
        if (rows[0]) prices.set(sku, rows[0].priceMinor);
      }
    }
    return prices;
  };
}
