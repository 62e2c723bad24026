import { decodeCursor } from '@spanshop/shared/contracts/cursor';
import { type Database, inTransaction, withClient } from '@spanshop/shared/database';
import type { Condition } from '@spanshop/shared/faults';
import type { Orders } from '../../domain/saga.ts';
import { listingKey, pageOf } from '../../store/order-page.ts';
import { type OrderRow, selectPage, toOrder } from '../../store/order-rows.ts';

/** The storefronts, the one with most orders first. */
const storefronts = ['main', 'outlet', 'studio'];

const columns = 'orders.orders (customer_id, placed_at DESC, id DESC)';
const wholeIndex = `CREATE INDEX IF NOT EXISTS orders_by_customer ON ${columns}`;
const partOf = (tenant: string) => `orders_of_${tenant}`;

/**
 * One index for each storefront, in the place of one for all: each is smaller.
 *
 * @param ownerUrl connection of the role that owns the schema
 */
export function splitIndex(ownerUrl: string): Condition {
  const run = (statements: readonly string[]) =>
    withClient(ownerUrl, async owner => {
      for (const statement of statements) await owner.query(statement);
    });
  return {
    begin: () =>
      run([
        ...storefronts.map(
          tenant => `CREATE INDEX IF NOT EXISTS ${partOf(tenant)} ON ${columns} WHERE tenant = '${tenant}'`,
        ),
        'DROP INDEX IF EXISTS orders.orders_by_customer',
      ]),
    end: () => run([wholeIndex, ...storefronts.map(tenant => `DROP INDEX IF EXISTS orders.${partOf(tenant)}`)]),
  };
}

/**
 * Reads the page of the storefronts with most orders by a statement that is prepared, with one plan for all values, which
 * spares the planning. That plan cannot know whose index it may use: it scans the table.
 */
export function preparePage(database: Database, list: Orders['list'], prepared: number): Orders['list'] {
  const busiest = storefronts.slice(0, prepared);
  return async (customerId, query) => {
    const { tenant, cursor, limit } = query;
    if (!busiest.includes(tenant)) return list(customerId, query);
    const [placedBefore, idBefore] = cursor ? decodeCursor(cursor, listingKey) : [null, null];
    const values = [customerId, tenant, placedBefore, idBefore, limit + 1];
    const rows = await inTransaction(database, async transaction => {
      await transaction.query('SET LOCAL plan_cache_mode = force_generic_plan');
      return (await transaction.query<OrderRow>({ name: 'page of orders', text: selectPage, values })).rows;
    });
    return pageOf(rows.map(toOrder), limit);
  };
}
