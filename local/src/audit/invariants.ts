export interface Invariant {
  /** What always holds, as a sentence. */
  name: string;
  /** Selects what breaks it: the `subject` (an order's id, a SKU) and what was `found`. */
  violations: string;
}

/**
 * What holds at every quiet moment, when no request, saga or message is being worked on. Each is one query by the auditor,
 * who reads every schema and writes none.
 */
export const invariants: readonly Invariant[] = [
  {
    name: 'what is available is what came in less what is reserved and shipped, and never negative',
    violations: `
      SELECT sku AS subject, format('%s available of %s + %s - %s - %s', available, initial, restocked, reserved, shipped) AS found
      FROM inventory.stock
      WHERE available <> initial + restocked - reserved - shipped OR least(available, reserved, shipped) < 0`,
  },
  {
    name: 'what the stock counts as reserved and shipped is what the reservations say',
    violations: `
      WITH held AS (
        SELECT item ->> 'sku' AS sku,
               coalesce(sum((item ->> 'quantity')::integer) FILTER (WHERE status = 'reserved'), 0) AS reserved,
               coalesce(sum((item ->> 'quantity')::integer) FILTER (WHERE status = 'shipped'), 0) AS shipped
        FROM inventory.reservations, jsonb_array_elements(items) AS item GROUP BY 1
      )
      SELECT sku AS subject, format('%s and %s by stock, %s and %s by reservations', stock.reserved, stock.shipped,
                                    coalesce(held.reserved, 0), coalesce(held.shipped, 0)) AS found
      FROM inventory.stock FULL JOIN held USING (sku)
      WHERE stock.reserved IS DISTINCT FROM coalesce(held.reserved, 0)
         OR stock.shipped IS DISTINCT FROM coalesce(held.shipped, 0)`,
  },
  {
    name: 'pieces are reserved for orders that will ship and have left for those that do',
    violations: `
      SELECT order_id::text AS subject, format('%s for an order that is %s', reservations.status, coalesce(orders.status, 'unknown')) AS found
      FROM inventory.reservations LEFT JOIN orders.orders ON id = order_id
      WHERE CASE reservations.status
        WHEN 'reserved' THEN coalesce(orders.status, '') NOT IN ('pending', 'confirmed', 'shipping')
        WHEN 'shipped' THEN coalesce(orders.status, '') NOT IN ('shipping', 'shipped')
        WHEN 'released' THEN orders.status IN ('confirmed', 'shipping', 'shipped') END`,
  },
  {
    name: 'confirmed, shipping and shipped orders have one charge of their total, orders that ended otherwise none',
    violations: `
      SELECT coalesce(id, order_id)::text AS subject,
             format('%s over %s, charged %s', coalesce(orders.status, 'unknown'), total_minor, amount_minor) AS found
      FROM orders.orders FULL JOIN (SELECT * FROM payments.charges WHERE status = 'charged') AS charges ON order_id = id
      WHERE orders.status IS DISTINCT FROM 'pending'
        AND CASE WHEN orders.status IN ('confirmed', 'shipping', 'shipped')
              THEN (amount_minor, charges.currency) IS DISTINCT FROM (total_minor, orders.currency)
              ELSE order_id IS NOT NULL END`,
  },
  {
    name: "payments' ledger and the acquirer's agree, and nothing is left open",
    violations: `
      SELECT coalesce(reference, order_id::text) AS subject,
             format('%s %s at payments, %s %s at the acquirer', charges.status, charges.amount_minor, captures.status,
                    captures.amount_minor) AS found
      FROM payments.charges FULL JOIN acquirer.captures ON reference = order_id::text
      WHERE charges.status = 'unknown' OR reversal_pending
         OR (charges.status = 'charged') IS DISTINCT FROM (captures.status = 'captured')
            AND (charges.status = 'charged' OR captures.status = 'captured')
         OR charges.status = 'charged'
            AND (charges.amount_minor, charges.currency) IS DISTINCT FROM (captures.amount_minor, captures.currency)`,
  },
  {
    name: 'every shipped order has its one shipment, and nothing else has one',
    violations: `
      SELECT coalesce(id, order_id)::text AS subject,
             format('%s with %s shipment', coalesce(status, 'unknown'), count(order_id)) AS found
      FROM orders.orders FULL JOIN fulfillment.shipments ON order_id = id
      GROUP BY id, order_id, status
      HAVING CASE WHEN status = 'shipped' THEN count(order_id) <> 1
             ELSE count(order_id) > 0 AND coalesce(status, '') <> 'shipping' END`,
  },
  {
    name: 'every confirmed order is on its way to its shipment',
    violations: `
      SELECT id::text AS subject, format('%s without a message', orders.status) AS found
      FROM orders.orders
      WHERE status IN ('confirmed', 'shipping') AND NOT EXISTS (
        SELECT FROM queue.job
        WHERE name = 'order.confirmed' AND data -> 'message' ->> 'orderId' = orders.id::text
          AND state IN ('created', 'retry', 'active')
      )`,
  },
  {
    name: 'no message is a dead letter',
    violations: `
      SELECT coalesce(data -> 'message' ->> 'orderId', id::text) AS subject, format('given up after %s', created_on) AS found
      FROM queue.job WHERE name = 'order.confirmed.dead' AND state = 'created'`,
  },
  {
    name: 'every pending order has a saga, every saga an order to end, and none is older than its deadline',
    violations: `
      SELECT coalesce(id, order_id)::text AS subject,
             format('%s, saga %s since %s', status, coalesce(step, 'missing'), started_at) AS found
      FROM orders.orders FULL JOIN orders.sagas ON order_id = id
      WHERE status = 'pending' AND order_id IS NULL
         OR order_id IS NOT NULL AND (status NOT IN ('pending', 'cancelled') OR started_at < now() - interval '1 minute')`,
  },
  {
    name: 'one idempotency key has one live order at most',
    violations: `
      SELECT format('%s %s', keys.tenant, key) AS subject, format('%s live orders: %s', count(*), string_agg(id::text, ', ')) AS found
      FROM gateway.idempotency_keys AS keys JOIN orders.orders ON id = order_id
      WHERE status NOT IN ('rejected', 'failed', 'cancelled')
      GROUP BY keys.tenant, key HAVING count(*) > 1`,
  },
  {
    // The gateway makes ids that tell when, as it stores the key; keys live for 24 hours.
    name: 'no order is without its idempotency key while keys live',
    violations: `
      SELECT id::text AS subject, format('%s without a key', status) AS found
      FROM orders.orders
      WHERE uuid_extract_timestamp(id) > now() - interval '23 hours'
        AND NOT EXISTS (SELECT FROM gateway.idempotency_keys WHERE order_id = id)`,
  },
  {
    name: 'every live order is known to a client, whose key leads to it, or is being settled',
    violations: `
      SELECT id::text AS subject, format('%s, and its key was released at %s', status, released_at) AS found
      FROM orders.orders JOIN gateway.idempotency_keys ON order_id = id
      WHERE released_at IS NOT NULL AND status NOT IN ('rejected', 'failed', 'cancelled')
        AND NOT EXISTS (SELECT FROM orders.sagas WHERE sagas.order_id = id)`,
  },
];
