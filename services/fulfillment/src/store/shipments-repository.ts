import { type Database, inTransaction } from '@spanshop/shared/database';
import { injectCarrier } from '@spanshop/shared/telemetry';
import type { Dispatches, WaitingShipment } from '../domain/dispatch-shipments.ts';
import type { Shipments } from '../domain/ship-order.ts';

export function createShipmentsRepository(database: Database): Shipments & Dispatches {
  return {
    async create(orderId) {
      await database.query(
        'INSERT INTO fulfillment.shipments (order_id, carrier) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [orderId, injectCarrier()],
      );
    },
    takeBatch: (limit, handOver) =>
      inTransaction(database, async transaction => {
        // What another instance has in its hands is not waiting.
        const { rows: shipments } = await transaction.query<WaitingShipment>(
          `SELECT order_id AS "orderId", carrier FROM fulfillment.shipments
           WHERE dispatched_at IS NULL ORDER BY shipped_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
          [limit],
        );
        if (shipments.length === 0) return;
        const orderIds = shipments.map(({ orderId }) => orderId);
        const markDispatched = async () => {
          await transaction.query('UPDATE fulfillment.shipments SET dispatched_at = now() WHERE order_id = ANY ($1)', [
            orderIds,
          ]);
        };
        await handOver({ shipments, markDispatched });
      }),
  };
}
