import type { Condition } from '@spanshop/shared/faults';
import { asOwner, createCustomerIndex, dropCustomerIndex } from '../owner-statements.ts';

/** What finds the orders of a customer, and what finds the lines of each order of a page of ten (and one more, for the next). */
const indexes = [
  {
    scansWithoutIt: 1,
    drop: dropCustomerIndex,
    create: createCustomerIndex,
  },
  {
    scansWithoutIt: 11,
    drop: 'ALTER TABLE orders.order_items DROP CONSTRAINT IF EXISTS order_items_pkey',
    create: `
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'orders.order_items'::regclass AND contype = 'p') THEN
          ALTER TABLE orders.order_items ADD CONSTRAINT order_items_pkey PRIMARY KEY (order_id, sku);
        END IF;
      END $$`,
  },
];

/**
 * Drops the index without which a page of one's orders takes so many scans of a table, and makes it again, in the schema's owner's
 * name.
 *
 * @param ownerUrl connection of the role that owns the schema
 */
export function dropIndexes(ownerUrl: string): Condition {
  const run = asOwner(ownerUrl);
  return {
    begin: scans => run(...indexes.filter(({ scansWithoutIt }) => scansWithoutIt === scans).map(({ drop }) => drop)),
    end: () => run(...indexes.map(({ create }) => create)),
  };
}
