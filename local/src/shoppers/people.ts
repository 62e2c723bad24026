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

/** Anybody of the 2,000 customers, all equally likely. */
export function pickShopper(random: () => number = Math.random): Shopper {
  const customer = 1 + Math.floor(random() * 2_000);
  const storefront = storefronts.find(({ customers }) => customer <= customers[1]) ?? storefronts[0];
  return {
    customerId: `cus-${String(customer).padStart(4, '0')}`,
    tenant: storefront.tenant,
    pickSku() {
      const place = Math.floor(random() * (products / storefront.step));
      return `sku-${String(1 + place * storefront.step).padStart(4, '0')}`;
    },
  };
}
