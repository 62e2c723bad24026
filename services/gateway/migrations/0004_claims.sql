ALTER TABLE idempotency_keys
  -- Rises each time that the key changes hands; every write of a request names it.
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  -- A key that was released stays as long as keys live, beside its successor, so that the audit sees what it stood for.
  ADD COLUMN released_at timestamptz,
  DROP CONSTRAINT idempotency_keys_pkey,
  ADD PRIMARY KEY (order_id);
CREATE UNIQUE INDEX idempotency_keys_in_use ON idempotency_keys (tenant, key) WHERE released_at IS NULL;
DROP INDEX idempotency_keys_running;
