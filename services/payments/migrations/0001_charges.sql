-- A voided charge stays as a tombstone: a charge that arrives after its void finds it and is refused.
CREATE TABLE charges (
  order_id uuid PRIMARY KEY,
  -- Null, as amount and currency are, where a void came without a charge.
  customer_id text,
  amount_minor bigint,
  currency text,
  status text NOT NULL CHECK (status IN ('unknown', 'charged', 'declined', 'voided')),
  -- Voided here, and the acquirer has not confirmed that it holds nothing.
  reversal_pending boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- When somebody last began to ask the acquirer.
  asked_at timestamptz NOT NULL DEFAULT now(),
  CHECK (NOT reversal_pending OR status = 'voided')
);
CREATE INDEX charges_by_customer ON charges (customer_id, created_at);
CREATE INDEX charges_to_settle ON charges (asked_at) WHERE status = 'unknown' OR reversal_pending;

CREATE TABLE history (loaded integer NOT NULL);
INSERT INTO history VALUES (0);
