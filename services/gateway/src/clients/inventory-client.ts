import { product, productPage } from '@spanshop/shared/contracts/inventory';
import type { HttpClient } from '@spanshop/shared/http';
import type { Catalogue } from '../domain/shop.ts';

export function createInventoryClient(http: HttpClient): Catalogue {
  return {
    list: query =>
      http.call({
        method: 'GET',
        path: '/products',
        query,
        response: productPage,
        isAnswer: ({ products }) =>
          products.length <= query.limit &&
          products.every(({ category }) => query.category === undefined || category === query.category),
        attempts: 2,
      }),
    find: (tenant, sku) =>
      http.call({
        method: 'GET',
        path: '/products/{sku}',
        parameters: { sku },
        query: { tenant },
        response: product,
        expects: { sku },
        attempts: 2,
      }),
  };
}
