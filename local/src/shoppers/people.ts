/** What the seed data hold: who shops where, and what is sold there. */
const storefronts = [
  { tenant: 'main', customers: [1, 1_000], step: 1 },
  { tenant: 'outlet', customers: [1_001, 1_600], step: 3 },
  { tenant: 'studio', customers: [1_601, 2_000], step: 2 },
] as const;
const products = 600;

export interface Shopper {
  customerId: string;
  tenant: string;
  /** A product of the shopper's storefront. */
  pickSku(): string;
}

/** Which of so many products, counted from 0, somebody wants. */
export type Taste = (count: number, random: () => number) => number;

/** All are wanted equally. */
const anything: Taste = (count, random) => Math.floor(random() * count);

/**
 * Zipf's law with exponent 1, in its continuous form: rank r is wanted about 1/(r + 1) as often as the first one. Of 600
 * products the first ten make about a third of what is wanted.
 */
export const bestSellers: Taste = (count, random) => Math.min(Math.floor((count + 1) ** random()) - 1, count - 1);

/** Anybody of the 2,000 customers, all equally likely. */
export function pickShopper(random: () => number = Math.random, taste = anything): Shopper {
  const customer = 1 + Math.floor(random() * 2_000);
  const storefront = storefronts.find(({ customers }) => customer <= customers[1]) ?? storefronts[0];
  return {
    customerId: `cus-${String(customer).padStart(4, '0')}`,
    tenant: storefront.tenant,
    pickSku() {
      const place = taste(products / storefront.step, random);
      return `sku-${String(1 + place * storefront.step).padStart(4, '0')}`;
    },
  };
}
