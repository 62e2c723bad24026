/** Who shops where: what the shop's own data hold. One customer in ten is gold, three are silver, all storefronts have all. */
export const storefronts = [
  { tenant: 'main', firstCustomer: 1, lastCustomer: 1_000 },
  { tenant: 'outlet', firstCustomer: 1_001, lastCustomer: 1_600 },
  { tenant: 'studio', firstCustomer: 1_601, lastCustomer: 2_000 },
] as const;

/** What is sold, by storefront, the best-selling product first. */
export type Assortment = Readonly<Record<string, readonly string[]>>;

export interface Visitor {
  customerId: string;
  tenant: string;
  /** A product of the storefront; a few of them are what most want. */
  pickSku(): string;
}

/** Anybody of the customers, all equally likely. */
export function newVisitor(assortment: Assortment, random: () => number = Math.random): Visitor {
  const customer = 1 + Math.floor(random() * 2_000);
  const { tenant } = storefronts.find(({ lastCustomer }) => customer <= lastCustomer) ?? storefronts[0];
  return {
    customerId: customerIdOf(customer),
    tenant,
    pickSku: () =>
      (assortment[tenant] as readonly string[])[pickRank(assortment[tenant]?.length ?? 0, random)] as string,
  };
}

export function customerIdOf(customer: number): string {
  return `cus-${String(customer).padStart(4, '0')}`;
}

/**
 * A rank from 0 by Zipf's law with exponent 1, in its continuous form: rank r is wanted about 1/(r + 1) as often as the
 * first one. Of 600 products the first ten make about a third of what is wanted.
 */
export function pickRank(count: number, random: () => number): number {
  return Math.min(Math.floor((count + 1) ** random()) - 1, count - 1);
}
