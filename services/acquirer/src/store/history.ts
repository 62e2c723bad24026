/** Captures of the past, number $1 to $2: each order was paid under its own id as reference. */
export const historyOfCaptures = `
  INSERT INTO acquirer.captures (reference, status, amount_minor, currency, created_at, updated_at)
  SELECT order_id::text, 'captured', total_minor, 'EUR', placed_at, placed_at FROM seed.orders($1, $2)`;
