import { order, orderPage } from '@spanshop/shared/contracts/orders';
import type { HttpClient } from '@spanshop/shared/http';
import type { Orders } from '../domain/shop.ts';

export function createOrdersClient(http: HttpClient): Orders {
  return {
    place: request => {
      const { orderId, tenant, customerId, currency } = request;
      const expects = { id: orderId, tenant, customerId, currency };
      return http.call({ method: 'POST', path: '/orders', body: request, response: order, expects });
    },
    find: (tenant, orderId) =>
      http.call({
        method: 'GET',
        path: '/orders/{orderId}',
        parameters: { orderId },
        query: { tenant },
        response: order,
        expects: { id: orderId, tenant },
        attempts: 2,
      }),
    list: (customerId, query) =>
      http.call({
        method: 'GET',
        path: '/customers/{customerId}/orders',
        parameters: { customerId },
        query,
        response: orderPage,
        isAnswer: ({ orders }) =>
          orders.length <= query.limit &&
          orders.every(order => order.customerId === customerId && order.tenant === query.tenant),
        attempts: 2,
      }),
    cancel: (tenant, orderId) =>
      http.call({
        method: 'POST',
        path: '/orders/{orderId}/cancel',
        parameters: { orderId },
        query: { tenant },
        response: order,
        expects: { id: orderId, tenant },
      }),
  };
}
