import { type Database, inTransaction } from '@spanshop/shared/database';
import type { Condition } from '@spanshop/shared/faults';
import type { Payments } from '../../domain/peers.ts';
import { asOwner } from '../owner-statements.ts';

export interface InvoiceNumbers extends Condition {
  /** Charges while the transaction that took a number is open; what holds the number's row is held for so long. */
  chargeWithin(charge: Payments['charge'], series: number): Payments['charge'];
}

/**
 * Invoices are numbered without gaps, which needs the number and what it is for in one transaction. The number is taken first,
 * and the transaction stays open while the card is charged: nobody else gets a number of that series.
 *
 * @param ownerUrl connection of the role that owns the schema
 */
export function numberInvoices(database: Database, ownerUrl: string): InvoiceNumbers {
  const own = asOwner(ownerUrl);
  const charging = new Set<Promise<void>>();
  let isThere = false;
  return {
    async begin(series) {
      await own(`
        CREATE TABLE IF NOT EXISTS orders.invoice_numbers (series integer PRIMARY KEY, last bigint NOT NULL);
        INSERT INTO orders.invoice_numbers SELECT n, 0 FROM generate_series(0, ${series} - 1) AS n ON CONFLICT DO NOTHING`);
      isThere = true;
    },
    async end() {
      isThere = false;
      await Promise.allSettled(charging);
      await own('DROP TABLE IF EXISTS orders.invoice_numbers');
    },
    chargeWithin: (charge, series) => request => {
      if (!isThere) return charge(request);
      const customer = Number(request.customerId.replace(/\D/g, ''));
      const charged = inTransaction(database, async transaction => {
        const takeNumber = 'UPDATE orders.invoice_numbers SET last = last + 1 WHERE series = $1';
        await transaction.query(takeNumber, [customer % series]);
        await charge(request);
      }).finally(() => charging.delete(charged));
      charging.add(charged);
      return charged;
    },
  };
}
