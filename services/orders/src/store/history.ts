/** Orders of the past and their lines, number $1 to $2. */
export const historyOfOrders = `
  WITH past AS MATERIALIZED (SELECT * FROM seed.orders($1, $2)),
  placed AS (
    INSERT INTO orders.orders (id, tenant, customer_id, status, currency, total_minor, placed_at, updated_at)
    SELECT order_id, tenant, customer_id, 'shipped', 'EUR', total_minor, placed_at, placed_at FROM past
  )
  INSERT INTO orders.order_items (order_id, sku, quantity, unit_price_minor)
  SELECT order_id, sku, quantity, unit_price_minor FROM past`;
