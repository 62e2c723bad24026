import { type WithStockLock, withStockLock } from '../../store/lock-stock.ts';

/** The row that all have in common: that of the first product. */
const sharedRow = { sku: 'sku-0001', quantity: 0 };

/** How many products will be left on each of the coming days, if one piece of each goes every day. */
const forecast = `SELECT day, count(*) FILTER (WHERE available > day) AS left
   FROM inventory.stock CROSS JOIN generate_series(1, $1::integer) AS day GROUP BY day`;

/** Locks the shared row together with what is wanted, and works out the forecast before anything else is done. */
export function withSharedRow(days: number): WithStockLock {
  return (database, operation, work) =>
    withStockLock(database, operation, (transaction, lockStock) =>
      work(transaction, async items => {
        const isWanted = items.some(({ sku }) => sku === sharedRow.sku);
        const rows = await lockStock(isWanted ? items : [...items, sharedRow]);
        await transaction.query(`SELECT count(*) FROM (${forecast}) AS forecast`, [days]);
        return rows;
      }),
    );
}
