-- Roles, schemas and grants: everything that needs an administrator. Repeating it changes nothing.
-- The passwords are for demonstrations only.

DO $$
DECLARE
  service text;
  owner text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'spanshop_migrator') THEN
    CREATE ROLE spanshop_migrator LOGIN PASSWORD 'demo-only';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'spanshop_auditor') THEN
    CREATE ROLE spanshop_auditor LOGIN PASSWORD 'demo-only';
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO spanshop_migrator, spanshop_auditor', current_database());

  -- A schema and a role for each service. The migrator owns the tables, the service only uses them; but the acquirer, an
  -- outside party, is given no connection other than its own, and owns what is its.
  FOREACH service IN ARRAY ARRAY['gateway', 'orders', 'inventory', 'payments', 'fulfillment', 'acquirer'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'spanshop_' || service) THEN
      EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', 'spanshop_' || service, 'demo-only');
    END IF;
    owner := CASE service WHEN 'acquirer' THEN 'spanshop_acquirer' ELSE 'spanshop_migrator' END;
    EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, owner);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I, spanshop_auditor', service, 'spanshop_' || service);
    EXECUTE format(
      'ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I',
      owner, service, 'spanshop_' || service
    );
    EXECUTE format(
      'ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT ON TABLES TO spanshop_auditor', owner, service
    );
  END LOOP;

  -- The queue's schema is shared by the service that sends and the one that consumes.
  CREATE SCHEMA IF NOT EXISTS queue AUTHORIZATION spanshop_migrator;
  GRANT USAGE ON SCHEMA queue TO spanshop_orders, spanshop_fulfillment, spanshop_auditor;
  ALTER DEFAULT PRIVILEGES FOR ROLE spanshop_migrator IN SCHEMA queue
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO spanshop_orders, spanshop_fulfillment;
  ALTER DEFAULT PRIVILEGES FOR ROLE spanshop_migrator IN SCHEMA queue GRANT SELECT ON TABLES TO spanshop_auditor;

  CREATE SCHEMA IF NOT EXISTS seed AUTHORIZATION spanshop_migrator;
  GRANT USAGE ON SCHEMA seed TO PUBLIC;
END
$$;

-- What the shop looked like before it opened, as functions of a number: each service generates its own part of the same
-- past without reading another's schema.

CREATE OR REPLACE FUNCTION seed.sku(number integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT 'sku-' || lpad(number::text, 4, '0') $$;

CREATE OR REPLACE FUNCTION seed.customer(number integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT 'cus-' || lpad(number::text, 4, '0') $$;

-- Customers 1 to 1000 shop at main, 1001 to 1600 at outlet, 1601 to 2000 at studio.
CREATE OR REPLACE FUNCTION seed.tenant(customer integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN customer <= 1000 THEN 'main' WHEN customer <= 1600 THEN 'outlet' ELSE 'studio' END $$;

-- A storefront sells every product whose number less one is divisible by its step.
CREATE OR REPLACE FUNCTION seed.assortment_step(tenant text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE tenant WHEN 'outlet' THEN 3 WHEN 'studio' THEN 2 ELSE 1 END $$;

-- 4.90 to 249.90 in steps of 5.00, spread over the catalogue.
CREATE OR REPLACE FUNCTION seed.price_minor(product integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT 490 + 500 * ((product * 37) % 50) $$;

-- Order n of the past: one or two pieces of one product, bought by one customer, three minutes after the order before it.
CREATE OR REPLACE FUNCTION seed.orders(first integer, last integer)
RETURNS TABLE (
  order_id uuid, customer_id text, tenant text, sku text, quantity integer, unit_price_minor integer, total_minor integer,
  placed_at timestamptz
) LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 5000 AS $$
  -- Digits 13 and 17 are a UUID's version and variant; without them the id is not well-formed.
  SELECT overlay(overlay(md5('order ' || n) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid,
         seed.customer(customer), seed.tenant(customer), seed.sku(product), pieces,
         seed.price_minor(product), pieces * seed.price_minor(product),
         timestamptz '2025-01-01 00:00:00+00' + n * interval '3 minutes'
  FROM generate_series(first, last) AS n,
       LATERAL (SELECT (1 + n * 7919::bigint % 2000)::integer AS customer, (n * 104729::bigint % 600)::integer AS number, 1 + n % 2 AS pieces) AS draw,
       LATERAL (SELECT seed.assortment_step(seed.tenant(customer)) AS step) AS assortment,
       LATERAL (SELECT 1 + number - number % step AS product) AS chosen
$$;
