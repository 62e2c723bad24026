import type { Item } from '@spanshop/shared/contracts/values';
import {
  type Database,
  inTransaction,
  lockHolderName,
  readLockHolderName,
  type Transaction,
} from '@spanshop/shared/database';
import { asFirstEffect } from '@spanshop/shared/errors';
import { attribute, inSpan } from '@spanshop/shared/telemetry';
import { tracer } from '../tracer.ts';

export interface StockRow {
  sku: string;
  available: number;
}

/** Locks the stock of these items until the transaction ends. */
export type LockStock = (items: readonly Item[]) => Promise<StockRow[]>;

/** What is done with stock, short enough for a connection's name, and the operation that traces know it by. */
const operations = {
  'reserve stock': 'POST /reservations',
  'release stock': 'POST /reservations/{orderId}/release',
  'ship stock': 'POST /reservations/{orderId}/ship',
} as const;

export type StockOperation = keyof typeof operations;

const isOurs = (operation: string): operation is StockOperation => operation in operations;

/**
 * Runs a transaction that locks stock. While the rows are free that costs no wait and no further statement. Where somebody
 * holds one, the transaction starts again and waits, in a span that says for what and links to who holds it.
 *
 * @param operation what the transaction does, for whoever has to wait for it
 */
export async function withStockLock<T>(
  database: Database,
  operation: StockOperation,
  work: (transaction: Transaction, lockStock: LockStock) => Promise<T>,
): Promise<T> {
  const holder = lockHolderName(operation);
  const attempt = (lock: typeof lockFreeStock) =>
    asFirstEffect(
      inTransaction(database, transaction => work(transaction, items => lock(transaction, skusOf(items), holder))),
    );
  try {
    return await attempt(lockFreeStock);
  } catch (error) {
    if (!(error instanceof StockBusy)) throw error;
  }
  return attempt(awaitStock);
}

export type WithStockLock = typeof withStockLock;

class StockBusy extends Error {}

/** Rows are locked in SKU order, so that no two orders can wait for each other. */
const lock = (mode: 'SKIP LOCKED' | 'WAIT') =>
  `WITH holder AS MATERIALIZED (SELECT set_config('application_name', $2, true))
   SELECT sku, available FROM inventory.stock, holder WHERE sku = ANY ($1)
   ORDER BY sku FOR UPDATE OF stock ${mode === 'WAIT' ? '' : mode}`;

const lockFree = lock('SKIP LOCKED');
const lockWaiting = lock('WAIT');

/** The holder of a row lock is the transaction in the row's xmax. */
const nameOfHolder = `SELECT application_name AS name FROM inventory.stock JOIN pg_stat_activity ON backend_xid = xmax
   WHERE sku = ANY ($1) AND pid <> pg_backend_pid() LIMIT 1`;

async function lockFreeStock(transaction: Transaction, skus: string[], holder: string): Promise<StockRow[]> {
  const { rows } = await transaction.query<StockRow>(lockFree, [skus, holder]);
  if (rows.length < skus.length) throw new StockBusy();
  return rows;
}

function awaitStock(transaction: Transaction, skus: string[], holder: string): Promise<StockRow[]> {
  return inSpan(
    tracer,
    'wait for stock lock',
    { attributes: { [attribute.lockName]: 'inventory.stock' } },
    async span => {
      const { rows: holders } = await transaction.query<{ name: string }>(nameOfHolder, [skus]);
      const held = readLockHolderName(holders[0]?.name ?? '');
      if (held && isOurs(held.operation)) span.setAttribute(attribute.lockHolderOperation, operations[held.operation]);
      if (held?.span) span.addLink({ context: held.span });
      const { rows } = await transaction.query<StockRow>(lockWaiting, [skus, holder]);
      return rows;
    },
  );
}

function skusOf(items: readonly Item[]): string[] {
  return items.map(({ sku }) => sku);
}
