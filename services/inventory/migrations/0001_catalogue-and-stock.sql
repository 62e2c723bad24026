CREATE TABLE products (
  sku text PRIMARY KEY,
  name text NOT NULL,
  category text NOT NULL,
  price_minor integer NOT NULL CHECK (price_minor > 0),
  storefronts text[] NOT NULL
);
CREATE INDEX products_by_category ON products (category, sku);

CREATE TABLE stock (
  sku text PRIMARY KEY REFERENCES products,
  initial integer NOT NULL,
  restocked bigint NOT NULL DEFAULT 0,
  reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  shipped bigint NOT NULL DEFAULT 0 CHECK (shipped >= 0),
  available bigint NOT NULL CHECK (available >= 0)
);

-- A released reservation stays as a tombstone: a reserve that arrives after its release finds it and is refused.
CREATE TABLE reservations (
  order_id uuid PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('reserved', 'released', 'shipped')),
  items jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
