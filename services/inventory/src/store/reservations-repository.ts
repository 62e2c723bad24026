import type { Reservation } from '@spanshop/shared/contracts/inventory';
import type { Item } from '@spanshop/shared/contracts/values';
import type { Database, Transaction } from '@spanshop/shared/database';
import { AppError } from '@spanshop/shared/errors';
import type { Reservations } from '../domain/reservations.ts';
import { type StockRow, withStockLock as standardLock } from './lock-stock.ts';

/** Every change goes the same way: first the order's reservation, then the products' rows, so that nothing deadlocks. */
export function createReservationsRepository(database: Database, withStockLock = standardLock): Reservations {
  return {
    reserve: ({ orderId, items }) =>
      withStockLock(database, 'reserve stock', async (transaction, lockStock) => {
        const existing = await claim(transaction, { orderId, status: 'reserved', items });
        if (existing?.status === 'released') throw released(orderId);
        if (existing) return { orderId, status: existing.status };
        refuseShortage(orderId, items, await lockStock(items));
        await move(transaction, items, 'available = available - taken.quantity, reserved = reserved + taken.quantity');
        return { orderId, status: 'reserved' };
      }),
    release: orderId =>
      withStockLock(database, 'release stock', async (transaction, lockStock) => {
        const existing = await claim(transaction, { orderId, status: 'released', items: [] });
        if (existing?.status === 'shipped')
          throw refused(orderId, 'already_shipped', `The pieces of ${orderId} have left.`);
        if (existing?.status === 'reserved') {
          await lockStock(existing.items);
          await setStatus(transaction, orderId, 'released');
          await move(
            transaction,
            existing.items,
            'available = available + taken.quantity, reserved = reserved - taken.quantity',
          );
        }
        return { orderId, status: 'released' };
      }),
    ship: orderId =>
      withStockLock(database, 'ship stock', async (transaction, lockStock) => {
        const existing = await find(transaction, orderId);
        if (!existing) throw unknown(orderId);
        if (existing.status === 'released') throw released(orderId);
        if (existing.status === 'reserved') {
          await lockStock(existing.items);
          await setStatus(transaction, orderId, 'shipped');
          await move(
            transaction,
            existing.items,
            'reserved = reserved - taken.quantity, shipped = shipped + taken.quantity',
          );
        }
        return { orderId, status: 'shipped' };
      }),
  };
}

type StoredReservation = Pick<Reservation, 'status'> & { items: Item[] };

/** Writes the reservation if there is none yet; otherwise locks the one there is and returns it. */
async function claim(
  transaction: Transaction,
  { orderId, status, items }: Reservation & { items: Item[] },
): Promise<StoredReservation | undefined> {
  const { rowCount } = await transaction.query(
    'INSERT INTO inventory.reservations (order_id, status, items) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [orderId, status, JSON.stringify(items)],
  );
  return rowCount ? undefined : find(transaction, orderId);
}

async function find(transaction: Transaction, orderId: string): Promise<StoredReservation | undefined> {
  const { rows } = await transaction.query<StoredReservation>(
    'SELECT status, items FROM inventory.reservations WHERE order_id = $1 FOR UPDATE',
    [orderId],
  );
  return rows[0];
}

async function setStatus(transaction: Transaction, orderId: string, status: Reservation['status']): Promise<void> {
  await transaction.query('UPDATE inventory.reservations SET status = $2, updated_at = now() WHERE order_id = $1', [
    orderId,
    status,
  ]);
}

async function move(transaction: Transaction, items: readonly Item[], change: string): Promise<void> {
  await transaction.query(
    `UPDATE inventory.stock SET ${change} FROM unnest($1::text[], $2::integer[]) AS taken (sku, quantity)
     WHERE stock.sku = taken.sku`,
    [items.map(({ sku }) => sku), items.map(({ quantity }) => quantity)],
  );
}

/** An SKU that has no stock row counts as none left. */
function refuseShortage(orderId: string, items: readonly Item[], stock: readonly StockRow[]): void {
  const available = new Map(stock.map(row => [row.sku, row.available]));
  for (const { sku, quantity } of items) {
    const left = available.get(sku) ?? 0;
    if (left >= quantity) continue;
    const detail = `There are ${left} pieces of ${sku} left, not ${quantity}.`;
    throw refused(orderId, 'out_of_stock', detail, { sku, available: left });
  }
}

function released(orderId: string): AppError {
  return refused(orderId, 'reservation_released', `The reservation of ${orderId} was released.`);
}

function unknown(orderId: string): AppError {
  const detail = `Nothing is reserved for ${orderId}.`;
  return new AppError({ status: 404, code: 'unknown_reservation', detail, extensions: { orderId } });
}

function refused(orderId: string, code: string, detail: string, more: Record<string, unknown> = {}): AppError {
  return new AppError({ status: 409, code, detail, extensions: { orderId, ...more } });
}
