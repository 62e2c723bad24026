import { encodeCursor } from '@spanshop/shared/contracts/cursor';
import type { Order, OrderPage } from '@spanshop/shared/contracts/orders';
import { orderId } from '@spanshop/shared/contracts/values';
import { z } from 'zod';

/** When the last order of a page was placed, as `toISOString` writes it, and its id. PostgreSQL knows no year 0. */
export const listingKey = z.tuple([z.iso.datetime({ precision: 3 }).refine(time => !time.startsWith('0000')), orderId]);

/** The first orders as a page, and where the next one begins if there are more. */
export function pageOf(newestFirst: readonly Order[], limit: number): OrderPage {
  const orders = newestFirst.slice(0, limit);
  const last = orders.at(-1);
  const isMore = newestFirst.length > limit;
  return isMore && last ? { orders, nextCursor: encodeCursor([last.placedAt, last.id]) } : { orders };
}
