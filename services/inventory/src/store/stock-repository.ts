import type { Queryable } from '@spanshop/shared/database';
import { AppError } from '@spanshop/shared/errors';
import type { Stock } from '../domain/stock.ts';

export function createStockRepository(database: Queryable): Stock {
  return {
    async restock(quantity, sku) {
      const { rowCount } = await database.query(
        `UPDATE inventory.stock SET available = available + $1, restocked = restocked + $1
         WHERE $2::text IS NULL OR sku = $2`,
        [quantity, sku],
      );
      if (!rowCount)
        throw new AppError({ status: 404, code: 'unknown_product', detail: `There is no product ${sku}.` });
      return rowCount;
    },
  };
}
