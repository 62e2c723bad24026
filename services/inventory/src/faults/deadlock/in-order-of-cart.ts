import { inTransaction, lockHolderName, type Transaction } from '@spanshop/shared/database';
import { asFirstEffect } from '@spanshop/shared/errors';
import type { StockRow, WithStockLock } from '../../store/lock-stock.ts';

const setHolder = `SELECT set_config('application_name', $1, true)`;

const lock = 'SELECT sku, available FROM inventory.stock WHERE sku = ANY ($1) FOR UPDATE';

const nextOfCategory = `SELECT other.sku FROM inventory.products AS wanted JOIN inventory.products AS other USING (category)
   WHERE wanted.sku = $1 AND other.sku <> $1 AND other.sku > $2 ORDER BY other.sku LIMIT 1`;

/** Locks each product as the cart names it, finds what could replace it, one after another, and locks that too. */
export function inOrderOfCart(replacementsPerItem: number): WithStockLock {
  async function replacementsOf(transaction: Transaction, wanted: string): Promise<string[]> {
    const found: string[] = [];
    while (found.length < replacementsPerItem) {
      const { rows } = await transaction.query<{ sku: string }>(nextOfCategory, [wanted, found.at(-1) ?? '']);
      if (!rows[0]) break;
      found.push(rows[0].sku);
    }
    return found;
  }

  return (database, operation, work) =>
    asFirstEffect(
      inTransaction(database, transaction =>
        work(transaction, async items => {
          await transaction.query(setHolder, [lockHolderName(operation)]);
          const rows: StockRow[] = [];
          for (const { sku } of items) {
            rows.push(...(await transaction.query<StockRow>(lock, [[sku]])).rows);
            rows.push(...(await transaction.query<StockRow>(lock, [await replacementsOf(transaction, sku)])).rows);
          }
          return rows;
        }),
      ),
    );
}
