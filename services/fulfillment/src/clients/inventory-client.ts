import { reservation } from '@spanshop/shared/contracts/inventory';
import type { HttpClient } from '@spanshop/shared/http';
import type { Inventory } from '../domain/ship-order.ts';

export function createInventoryClient(http: HttpClient): Inventory {
  return {
    async ship(orderId) {
      const path = '/reservations/{orderId}/ship';
      const expects = { orderId, status: 'shipped' };
      await http.call({ method: 'POST', path, parameters: { orderId }, response: reservation, expects, attempts: 3 });
    },
  };
}
