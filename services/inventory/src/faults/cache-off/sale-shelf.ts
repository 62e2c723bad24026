import type { Shelf } from '../../store/products-repository.ts';

/**
 * The catalogue of a sale: each product is shown if, on some day, it is worth its price beside the others of its category. It
 * shows them all, and compares them all to find that out.
 */
export function saleShelf(days: number): Shelf {
  return {
    from: parameter => `inventory.products JOIN inventory.stock USING (sku) JOIN LATERAL (
           SELECT count(*) AS days FROM inventory.products AS other, generate_series(1, ${parameter}::integer) AS day
           WHERE other.category = products.category AND other.price_minor > products.price_minor / (day + 1)
         ) AS sale ON sale.days > 0`,
    values: [days],
  };
}
