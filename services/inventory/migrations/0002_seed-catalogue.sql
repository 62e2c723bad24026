-- 600 products in 12 categories, 50 each, with 10,000 pieces of everything.
INSERT INTO products (sku, name, category, price_minor, storefronts)
SELECT seed.sku(n),
       adjectives[1 + n % 20] || ' ' || nouns[1 + (n - 1) / 50],
       categories[1 + (n - 1) / 50],
       seed.price_minor(n),
       ARRAY(SELECT tenant FROM unnest(ARRAY['main', 'outlet', 'studio']) AS tenant
             WHERE (n - 1) % seed.assortment_step(tenant) = 0)
FROM generate_series(1, 600) AS n,
     (SELECT ARRAY['lamps', 'chairs', 'tables', 'shelves', 'rugs', 'mugs', 'plants', 'clocks', 'prints', 'tools', 'bags',
                   'books'] AS categories,
             ARRAY['Lamp', 'Chair', 'Table', 'Shelf', 'Rug', 'Mug', 'Plant', 'Clock', 'Print', 'Tool', 'Bag', 'Book'] AS nouns,
             ARRAY['Amber', 'Birch', 'Copper', 'Dusk', 'Ember', 'Fern', 'Granite', 'Harbour', 'Indigo', 'Juniper', 'Kelp',
                   'Linen', 'Moss', 'Nimbus', 'Ochre', 'Pebble', 'Quartz', 'Russet', 'Slate', 'Tidal'] AS adjectives) AS words;

INSERT INTO stock (sku, initial, available) SELECT sku, 10000, 10000 FROM products;
