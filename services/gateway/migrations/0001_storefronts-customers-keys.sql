CREATE TABLE storefronts (name text PRIMARY KEY);

CREATE TABLE customers (
  id text PRIMARY KEY,
  tenant text NOT NULL REFERENCES storefronts,
  tier text NOT NULL CHECK (tier IN ('bronze', 'silver', 'gold'))
);

-- The order's id is made here, before anything else knows of the order.
CREATE TABLE idempotency_keys (
  tenant text NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  order_id uuid NOT NULL DEFAULT uuidv7(),
  -- Until then the request that came first is taken to be running; null once it has been answered.
  running_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
