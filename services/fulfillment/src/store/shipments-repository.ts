import type { Queryable } from '@spanshop/shared/database';
import { injectCarrier } from '@spanshop/shared/telemetry';
import type { Dispatches, WaitingShipment } from '../domain/dispatch-shipments.ts';
import type { Shipments } from '../domain/ship-order.ts';

export function createShipmentsRepository(database: Queryable): Shipments & Dispatches {
  return {
    async create(orderId) {
      await database.query(
        'INSERT INTO fulfillment.shipments (order_id, carrier) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [orderId, injectCarrier()],
      );
    },
    async waiting(limit) {
      const { rows } = await database.query<WaitingShipment>(
        `SELECT order_id AS "orderId", carrier FROM fulfillment.shipments
         WHERE dispatched_at IS NULL ORDER BY shipped_at LIMIT $1`,
        [limit],
      );
      return rows;
    },
    async markDispatched(orderIds) {
      await database.query(
        'UPDATE fulfillment.shipments SET dispatched_at = now() WHERE order_id = ANY ($1) AND dispatched_at IS NULL',
        [orderIds],
      );
    },
  };
}
