import { inTransaction, lockHolderName, type Transaction } from '@spanshop/shared/database';
import { asFirstEffect } from '@spanshop/shared/errors';
import type { StockRow, WithStockLock } from '../../store/lock-stock.ts';

const setHolder = `SELECT set_config('application_name', $1, true)`;

const lockOne = 'SELECT sku, available FROM inventory.stock WHERE sku = $1 FOR UPDATE';

const replacements = `SELECT other.sku FROM inventory.products AS wanted JOIN inventory.products AS other USING (category)
   WHERE wanted.sku = $1 AND other.sku <> $1 ORDER BY other.sku LIMIT $2`;

/** Locks each product as the cart names it, then those of its category that could replace it, a statement each. */
export function inOrderOfCart(replacementsPerItem: number): WithStockLock {
  async function lock(transaction: Transaction, wanted: string): Promise<StockRow[]> {
    const { rows: others } = await transaction.query<{ sku: string }>(replacements, [wanted, replacementsPerItem]);
    const locked: StockRow[] = [];
    for (const sku of [wanted, ...others.map(other => other.sku)]) {
      const { rows } = await transaction.query<StockRow>(lockOne, [sku]);
      locked.push(...rows);
    }
    return locked;
  }

  return (database, operation, work) =>
    asFirstEffect(
      inTransaction(database, transaction =>
        work(transaction, async items => {
          await transaction.query(setHolder, [lockHolderName(operation)]);
          const rows: StockRow[] = [];
          for (const { sku } of items) rows.push(...(await lock(transaction, sku)));
          return rows;
        }),
      ),
    );
}
