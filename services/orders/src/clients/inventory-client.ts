import { quote, reservation } from '@spanshop/shared/contracts/inventory';
import type { HttpClient } from '@spanshop/shared/http';
import type { Inventory } from '../domain/peers.ts';

export function createInventoryClient(http: HttpClient): Inventory {
  return {
    quote: request => http.call({ method: 'POST', path: '/quotes', body: request, response: quote, attempts: 2 }),
    async reserve(request) {
      await http.call({ method: 'POST', path: '/reservations', body: request, response: reservation });
    },
    async release(orderId) {
      const path = '/reservations/{orderId}/release';
      await http.call({ method: 'POST', path, parameters: { orderId }, response: reservation, attempts: 3 });
    },
  };
}
