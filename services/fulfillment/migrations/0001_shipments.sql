CREATE TABLE shipments (
  order_id uuid PRIMARY KEY,
  -- Trace context of the span that shipped the order, for the dispatch batch to link to.
  carrier jsonb NOT NULL DEFAULT '{}',
  shipped_at timestamptz NOT NULL DEFAULT now(),
  dispatched_at timestamptz
);
CREATE INDEX shipments_to_dispatch ON shipments (shipped_at) WHERE dispatched_at IS NULL;

CREATE TABLE history (loaded integer NOT NULL);
INSERT INTO history VALUES (0);
