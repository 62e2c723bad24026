import type { Queryable } from '@spanshop/shared/database';
import type { Catalogue } from '../../domain/catalogue.ts';

const pricesOfPast = `SELECT sku, json_agg(json_build_object('day', day::date, 'priceMinor', price_minor)) AS history
   FROM inventory.products, generate_series(current_date - $2::integer, current_date, interval '1 day') AS day
   WHERE sku = ANY ($1) GROUP BY sku`;

/** Adds to each product of a page what it cost on each day of the past. */
export function withPriceHistory(list: Catalogue['list'], database: Queryable, days: number): Catalogue['list'] {
  return async query => {
    const page = await list(query);
    const skus = page.products.map(({ sku }) => sku);
    const { rows } = await database.query<{ sku: string; history: unknown[] }>(pricesOfPast, [skus, days]);
    const historyOf = new Map(rows.map(({ sku, history }) => [sku, history]));
    return { ...page, products: page.products.map(product => ({ ...product, history: historyOf.get(product.sku) })) };
  };
}
