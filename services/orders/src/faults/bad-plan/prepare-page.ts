import { decodeCursor } from '@spanshop/shared/contracts/cursor';
import { type Database, inTransaction } from '@spanshop/shared/database';
import type { Condition } from '@spanshop/shared/faults';
import type { Orders } from '../../domain/saga.ts';
import { listingKey, pageOf } from '../../store/order-page.ts';
import { type OrderRow, selectPage, toOrder } from '../../store/order-rows.ts';
import { asOwner, createCustomerIndex, dropCustomerIndex, orderColumns } from '../owner-statements.ts';

/** The storefronts, the one with most orders first. */
const storefronts = ['main', 'outlet', 'studio'];

const partOf = (tenant: string) => `orders_of_${tenant}`;

/**
 * One index for each storefront, in the place of one for all: each is smaller.
 *
 * @param ownerUrl connection of the role that owns the schema
 */
export function splitIndex(ownerUrl: string): Condition {
  const run = asOwner(ownerUrl);
  return {
    begin: () =>
      run(
        ...storefronts.map(
          tenant => `CREATE INDEX IF NOT EXISTS ${partOf(tenant)} ON ${orderColumns} WHERE tenant = '${tenant}'`,
        ),
        dropCustomerIndex,
      ),
    end: () => run(createCustomerIndex, ...storefronts.map(tenant => `DROP INDEX IF EXISTS orders.${partOf(tenant)}`)),
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
