import type { Product, ProductPage, ProductQuery } from '@spanshop/shared/contracts/inventory';

export interface Catalogue {
  list(query: ProductQuery): Promise<ProductPage>;
  /** Undefined where the storefront does not sell it. */
  find(tenant: string, sku: string): Promise<Product | undefined>;
}

export interface Prices {
  /** Prices in euro cents of those products that the storefront sells. */
  pricesOf(tenant: string, skus: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
