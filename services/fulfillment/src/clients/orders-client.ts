import { order } from '@spanshop/shared/contracts/orders';
import type { HttpClient } from '@spanshop/shared/http';
import type { Orders } from '../domain/ship-order.ts';

export function createOrdersClient(http: HttpClient): Orders {
  const tell = (path: string, orderId: string, expects: Readonly<Record<string, unknown>>) =>
    http.call({ method: 'POST', path, parameters: { orderId }, response: order, expects, attempts: 3 });
  return {
    claim: async orderId => (await tell('/orders/{orderId}/claim', orderId, { id: orderId })).status,
    async markShipped(orderId) {
      await tell('/orders/{orderId}/shipped', orderId, { id: orderId, status: 'shipped' });
    },
  };
}
