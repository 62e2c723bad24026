import type { OrderStatus } from '@spanshop/shared/contracts/orders';

export interface Orders {
  /** `confirmed` becomes `shipping`. Answers the state that the order is in then. */
  claim(orderId: string): Promise<OrderStatus>;
  markShipped(orderId: string): Promise<void>;
}

export interface Inventory {
  /** Reserved pieces become shipped ones. */
  ship(orderId: string): Promise<void>;
}

export interface Shipments {
  /** One shipment an order, however often it is asked for. */
  create(orderId: string): Promise<void>;
}

export interface Warehouse {
  orders: Orders;
  inventory: Inventory;
  shipments: Shipments;
}

/**
 * Ships an order that was confirmed. An order that is not there to be shipped (cancelled meanwhile) is left alone. Every
 * step may be repeated, so a message that comes again finishes what was begun.
 *
 * @returns whether the order shipped
 */
export async function shipOrder({ orders, inventory, shipments }: Warehouse, orderId: string): Promise<boolean> {
  const status = await orders.claim(orderId);
  if (status !== 'shipping' && status !== 'shipped') return false;
  await shipments.create(orderId);
  await inventory.ship(orderId);
  await orders.markShipped(orderId);
  return true;
}
