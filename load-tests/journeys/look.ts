import { ask } from '../lib/shop-client.ts';
import type { Visitor } from '../lib/visitors.ts';

/** Looks at one's orders, and closer at the last of them. */
export function look({ tenant, customerId }: Visitor): void {
  const { body } = ask('look', {
    operation: 'listOrders',
    tenant,
    path: `/customers/${customerId}/orders?limit=10`,
    isRight: ({ orders }) => Array.isArray(orders),
  });
  const [last] = (body?.['orders'] ?? []) as { id: string }[];
  if (!last) return;
  ask('look', { operation: 'getOrder', tenant, path: `/orders/${last.id}`, isRight: ({ id }) => id === last.id });
}
