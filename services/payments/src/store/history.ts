/** Charges of the past, number $1 to $2. */
export const historyOfCharges = `
  INSERT INTO payments.charges
    (order_id, customer_id, amount_minor, currency, status, created_at, updated_at, asked_at)
  SELECT order_id, customer_id, total_minor, 'EUR', 'charged', placed_at, placed_at, placed_at
  FROM seed.orders($1, $2)`;
