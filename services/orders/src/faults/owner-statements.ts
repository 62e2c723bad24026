import { withClient } from '@spanshop/shared/database';

/** What finds the orders of a customer, the newest first. */
export const orderColumns = 'orders.orders (customer_id, placed_at DESC, id DESC)';
export const createCustomerIndex = `CREATE INDEX IF NOT EXISTS orders_by_customer ON ${orderColumns}`;
export const dropCustomerIndex = 'DROP INDEX IF EXISTS orders.orders_by_customer';

/**
 * Statements that change the schema, one after another, in its owner's name.
 *
 * @param ownerUrl connection of the role that owns the schema
 */
export function asOwner(ownerUrl: string): (...statements: readonly string[]) => Promise<void> {
  return (...statements) =>
    withClient(ownerUrl, async owner => {
      for (const statement of statements) await owner.query(statement);
    });
}
