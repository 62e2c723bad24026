-- A reversal stays as a tombstone: a capture that arrives after its reversal finds it and is refused.
CREATE TABLE captures (
  reference text PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('captured', 'declined', 'reversed')),
  -- 0 and null where a reversal came without a capture.
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  currency text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE history (loaded integer NOT NULL);
INSERT INTO history VALUES (0);
