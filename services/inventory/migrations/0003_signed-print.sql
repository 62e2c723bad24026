-- A product that runs out: shoppers and load tests want the first 600 only, so its three pieces are there for whoever tries it
-- by hand. Of a limited edition nothing more is made when everything is restocked.
ALTER TABLE stock ADD COLUMN limited boolean NOT NULL DEFAULT false;

INSERT INTO products (sku, name, category, price_minor, storefronts)
VALUES (seed.sku(601), 'Signed Print', 'prints', 24990, ARRAY['main']);

INSERT INTO stock (sku, initial, available, limited) VALUES (seed.sku(601), 3, 3, true);
