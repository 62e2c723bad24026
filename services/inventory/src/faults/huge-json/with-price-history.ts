import type { Catalogue } from '../../domain/catalogue.ts';

/** Prices of one page at most, so that an answer stays below what its reader takes: 5 MB. */
const mostPrices = 100_000;
const dayMs = 86_400_000;

/** Adds to each product of a page what it cost on each day of the past, which is what it costs: prices never changed. */
export function withPriceHistory(list: Catalogue['list'], days: number): Catalogue['list'] {
  return async query => {
    const page = await list(query);
    const daysEach = Math.min(days, Math.floor(mostPrices / Math.max(page.products.length, 1)));
    const now = Date.now();
    const past = Array.from({ length: daysEach }, (_, ago) => new Date(now - ago * dayMs).toISOString().slice(0, 10));
    const withHistory = page.products.map(product => ({
      ...product,
      history: past.map(day => ({ day, priceMinor: product.priceMinor })),
    }));
    return { ...page, products: withHistory };
  };
}
