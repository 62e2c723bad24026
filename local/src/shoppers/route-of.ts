const routes = [
  [/^\/products$/, '/products'],
  [/^\/products\/[^/]+$/, '/products/{sku}'],
  [/^\/orders$/, '/orders'],
  [/^\/orders\/[^/]+$/, '/orders/{orderId}'],
  [/^\/orders\/[^/]+\/cancel$/, '/orders/{orderId}/cancel'],
  [/^\/customers\/[^/]+\/orders$/, '/customers/{customerId}/orders'],
] as const;

/** Method and route of a request to the gateway, as its spans name them. */
export function routeOf(method: string, path: string): string {
  const [pathname = ''] = path.split('?');
  const [, route] = routes.find(([pattern]) => pattern.test(pathname)) ?? [];
  return `${method} ${route ?? pathname}`;
}
