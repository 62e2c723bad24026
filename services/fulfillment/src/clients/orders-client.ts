import { order } from '@spanshop/shared/contracts/orders';
import type { HttpClient } from '@spanshop/shared/http';
import type { Orders } from '../domain/ship-order.ts';

export function createOrdersClient(http: HttpClient): Orders {
  const tell = (path: string, orderId: string) =>
    http.call({ method: 'POST', path, parameters: { orderId }, response: order, attempts: 3 });
  return {
    claim: async orderId => (await tell('/orders/{orderId}/claim', orderId)).status,
    async markShipped(orderId) {
      await tell('/orders/{orderId}/shipped', orderId);
    },
  };
}
