import { ask } from '../lib/shop-client.ts';
import type { Visitor } from '../lib/visitors.ts';

/** Looks through the catalogue and at one product, and buys nothing. */
export function browse({ tenant, pickSku }: Visitor): void {
  const list = (cursor: string) =>
    ask('browse', {
      operation: 'listProducts',
      tenant,
      path: `/products?limit=20${cursor}`,
      isRight: ({ products }) => Array.isArray(products) && products.length > 0,
    });
  const { body } = list('');
  if (body?.['nextCursor']) list(`&cursor=${encodeURIComponent(String(body['nextCursor']))}`);
  const sku = pickSku();
  ask('browse', { operation: 'getProduct', tenant, path: `/products/${sku}`, isRight: body => body['sku'] === sku });
}
