INSERT INTO storefronts VALUES ('main'), ('outlet'), ('studio');

-- One customer in ten is gold, three are silver.
INSERT INTO customers (id, tenant, tier)
SELECT seed.customer(n), seed.tenant(n), CASE WHEN n % 10 = 0 THEN 'gold' WHEN n % 10 < 4 THEN 'silver' ELSE 'bronze' END
FROM generate_series(1, 2000) AS n;
