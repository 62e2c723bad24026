import { decodeCursor, encodeCursor } from '@spanshop/shared/contracts/cursor';
import type { Product } from '@spanshop/shared/contracts/inventory';
import { sku } from '@spanshop/shared/contracts/values';
import type { Queryable } from '@spanshop/shared/database';
import { z } from 'zod';
import type { Catalogue, Prices } from '../domain/catalogue.ts';

const productColumns = `sku, name, category, price_minor AS "priceMinor", 'EUR' AS currency, available`;

const listingKey = z.tuple([sku]);

/** Where the catalogue reads what it shows. */
export interface Shelf {
  /** @param parameter names the first of its values in the statement, such as `$3` */
  from(parameter: string): string;
  values: readonly unknown[];
}

const products: Shelf = { from: () => 'inventory.products JOIN inventory.stock USING (sku)', values: [] };

export function createProductsRepository(database: Queryable, shelf = products): Catalogue & Prices {
  return {
    async list({ tenant, category, cursor, limit }) {
      const [after] = cursor ? decodeCursor(cursor, listingKey) : [''];
      const { rows } = await database.query<Product>(
        `SELECT ${productColumns} FROM ${shelf.from('$5')}
         WHERE $1 = ANY (storefronts) AND ($2::text IS NULL OR category = $2) AND sku > $3
         ORDER BY sku LIMIT $4`,
        [tenant, category, after, limit + 1, ...shelf.values],
      );
      const products = rows.slice(0, limit);
      const last = products.at(-1);
      return rows.length > limit && last ? { products, nextCursor: encodeCursor([last.sku]) } : { products };
    },
    async find(tenant, sku) {
      const { rows } = await database.query<Product>(
        `SELECT ${productColumns} FROM ${shelf.from('$3')}
         WHERE sku = $1 AND $2 = ANY (storefronts)`,
        [sku, tenant, ...shelf.values],
      );
      return rows[0];
    },
    async pricesOf(tenant, skus) {
      const { rows } = await database.query<{ sku: string; priceMinor: number }>(
        `SELECT sku, price_minor AS "priceMinor" FROM inventory.products WHERE sku = ANY ($1) AND $2 = ANY (storefronts)`,
        [skus, tenant],
      );
      return new Map(rows.map(({ sku, priceMinor }) => [sku, priceMinor]));
    },
  };
}
