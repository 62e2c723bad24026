import type { Product, ProductPage, ProductQuery } from '@spanshop/shared/contracts/inventory';
import type { Order, OrderPage, OrdersQuery, PlaceOrderRequest } from '@spanshop/shared/contracts/orders';
import type { CustomerTier } from '@spanshop/shared/contracts/values';

/** All of these throw PeerError. */
export interface Orders {
  place(request: PlaceOrderRequest): Promise<Order>;
  find(tenant: string, orderId: string): Promise<Order>;
  list(customerId: string, query: OrdersQuery): Promise<OrderPage>;
  cancel(tenant: string, orderId: string): Promise<Order>;
}

export interface Catalogue {
  list(query: ProductQuery): Promise<ProductPage>;
  find(tenant: string, sku: string): Promise<Product>;
}

export interface Customers {
  isStorefront(name: string): Promise<boolean>;
  /** Undefined for a customer that this storefront does not have. */
  tierOf(tenant: string, customerId: string): Promise<CustomerTier | undefined>;
}
