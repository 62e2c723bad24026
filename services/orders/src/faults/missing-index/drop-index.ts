import { withClient } from '@spanshop/shared/database';
import type { Condition } from '@spanshop/shared/faults';

/**
 * Drops the index behind a customer's orders and makes it again, in the schema's owner's name.
 *
 * @param ownerUrl connection of the role that owns the schema
 */
export function dropIndex(ownerUrl: string): Condition {
  const run = (statement: string) => withClient(ownerUrl, async owner => void (await owner.query(statement)));
  return {
    begin: () => run('DROP INDEX IF EXISTS orders.orders_by_customer'),
    end: () =>
      run('CREATE INDEX IF NOT EXISTS orders_by_customer ON orders.orders (customer_id, placed_at DESC, id DESC)'),
  };
}
