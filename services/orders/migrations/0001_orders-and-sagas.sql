CREATE TABLE orders (
  id uuid PRIMARY KEY,
  tenant text NOT NULL,
  customer_id text NOT NULL,
  status text NOT NULL
    CHECK (status IN ('pending', 'confirmed', 'shipping', 'shipped', 'rejected', 'failed', 'cancelled')),
  reason text,
  currency text NOT NULL,
  total_minor bigint NOT NULL DEFAULT 0,
  placed_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_by_customer ON orders (customer_id, placed_at DESC, id DESC);

CREATE TABLE order_items (
  order_id uuid NOT NULL REFERENCES orders,
  sku text NOT NULL,
  quantity integer NOT NULL,
  unit_price_minor integer NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, sku)
);

-- A row lives as long as its saga does. Whoever works on it holds the lease; the version fences off a process that lost it.
CREATE TABLE sagas (
  order_id uuid PRIMARY KEY REFERENCES orders,
  step text NOT NULL CHECK (step IN ('placing', 'undoing')),
  -- What the order becomes once everything is undone.
  outcome jsonb,
  version integer NOT NULL DEFAULT 1,
  lease_until timestamptz NOT NULL,
  -- Trace context and baggage of the request, for the link from a recovery's trace.
  carrier jsonb NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sagas_by_lease ON sagas (lease_until);

CREATE TABLE history (loaded integer NOT NULL);
INSERT INTO history VALUES (0);
