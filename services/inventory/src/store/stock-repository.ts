import type { Queryable } from '@spanshop/shared/database';
import { AppError } from '@spanshop/shared/errors';
import type { Stock } from '../domain/stock.ts';

/** Rows are locked in SKU order, as reservations lock them, so that nothing deadlocks. */
export function createStockRepository(database: Queryable): Stock {
  return {
    async restock(quantity, sku) {
      const { rowCount } = await database.query(
        `WITH locked AS MATERIALIZED (
           SELECT sku FROM inventory.stock
           WHERE CASE WHEN $2::text IS NULL THEN NOT limited ELSE sku = $2 END ORDER BY sku FOR UPDATE
         )
         UPDATE inventory.stock SET available = available + $1, restocked = restocked + $1
         FROM locked WHERE stock.sku = locked.sku`,
        [quantity, sku],
      );
      if (!rowCount)
        throw new AppError({ status: 404, code: 'unknown_product', detail: `There is no product ${sku}.` });
      return rowCount;
    },
  };
}
