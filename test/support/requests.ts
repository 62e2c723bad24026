import { randomUUID } from 'node:crypto';
import type { PlaceOrderBody, PublicOrder } from '@spanshop/shared/contracts/gateway';
import type { Order, PlaceOrderRequest } from '@spanshop/shared/contracts/orders';
import axios, { type AxiosResponse } from 'axios';

/** Where orders is called. */
interface ShopUrls {
  urls: { readonly orders: string };
}

const call = axios.create({ validateStatus: () => true, proxy: false });

export const declinedToken = 'tok_declined';

/** As the gateway asks orders: three pieces of one product. */
export function orderRequest(differences: Partial<PlaceOrderRequest> = {}): PlaceOrderRequest {
  return {
    orderId: randomUUID(),
    tenant: 'main',
    customerId: 'cus-0042',
    customerTier: 'bronze',
    currency: 'EUR',
    items: [{ sku: 'sku-0001', quantity: 3 }],
    paymentToken: 'tok_visa',
    ...differences,
  };
}

export function checkoutBody(differences: Partial<PlaceOrderBody> = {}): PlaceOrderBody {
  const { customerId, currency, items, paymentToken } = orderRequest();
  return { customerId, currency, items, paymentToken, ...differences };
}

/** Asks orders itself, as the gateway does. */
export function place(shop: ShopUrls, request: PlaceOrderRequest): Promise<AxiosResponse<Order>> {
  return call.post(`${shop.urls.orders}/orders`, request);
}

export async function findOrder(shop: ShopUrls, orderId: string): Promise<Order> {
  return (await call.get(`${shop.urls.orders}/orders/${orderId}`, { params: { tenant: 'main' } })).data;
}

export function cancel(shop: ShopUrls, orderId: string): Promise<AxiosResponse> {
  return call.post(`${shop.urls.orders}/orders/${orderId}/cancel`, {}, { params: { tenant: 'main' } });
}

/** Asks the gateway, as a customer does. */
export function checkOut(
  gatewayUrl: string,
  body: PlaceOrderBody,
  key: string = randomUUID(),
  headers: Readonly<Record<string, string>> = {},
): Promise<AxiosResponse<PublicOrder & { code?: string; orderId?: string }>> {
  return call.post(`${gatewayUrl}/orders`, body, { headers: { 'idempotency-key': key, ...headers } });
}

export function get(url: string): Promise<AxiosResponse> {
  return call.get(url);
}

/** The order's id as any answer to a checkout names it. */
export function orderIdOf({ data, headers }: Awaited<ReturnType<typeof checkOut>>): string {
  return data.orderId ?? data.id ?? String(headers['location']).replace('/orders/', '');
}

/** With an empty body: a program of ours says that it speaks JSON. */
export function post(url: string): Promise<AxiosResponse> {
  return call.post(url, {});
}
