/** Shipments of the orders of the past, number $1 to $2: all of them left long ago. */
export const historyOfShipments = `
  INSERT INTO fulfillment.shipments (order_id, shipped_at, dispatched_at)
  SELECT order_id, placed_at, placed_at FROM seed.orders($1, $2)`;
