import type { Quote } from '@spanshop/shared/contracts/inventory';
import type { Order, OrderPage, OrderReason, OrdersQuery, PlaceOrderRequest } from '@spanshop/shared/contracts/orders';
import type { Carrier } from '@spanshop/shared/telemetry';

/** One process's hold on the saga of one order. */
export interface Saga {
  orderId: string;
  step: 'placing' | 'undoing';
  /** Rises each time that the saga changes hands; every write names it. */
  version: number;
  /** What the order becomes once everything is undone; known while undoing. */
  outcome?: Outcome;
  /** The request that began the saga. */
  carrier: Carrier;
}

/** How an order ends that does not ship. */
export type Outcome = { status: 'rejected' | 'failed'; reason: OrderReason } | { status: 'cancelled' };

/** Another process holds the saga by now; whatever this one knows of the order is out of date. */
export class SagaLost extends Error {
  override readonly name = 'SagaLost';
}

/** The state of orders and of their sagas. What takes a saga throws SagaLost when the version is no longer its own. */
export interface Orders {
  /** Writes the order as `pending` with a saga; undefined where the order exists already. */
  begin(request: PlaceOrderRequest): Promise<Saga | undefined>;
  setPrices(saga: Saga, quote: Quote): Promise<void>;
  /** One transaction: the order is confirmed, its saga ends, and the message to fulfillment exists. */
  confirm(saga: Saga): Promise<Order>;
  beginUndo(saga: Saga, outcome: Outcome): Promise<Saga>;
  finishUndo(saga: Saga): Promise<Order>;
  /** From `confirmed` only; undefined where the order is in another state. The saga that comes back has to be undone. */
  cancel(tenant: string, orderId: string): Promise<Saga | undefined>;
  /** `confirmed` becomes `shipping`; in any other state the order stays as it is. */
  claimForShipping(orderId: string): Promise<Order | undefined>;
  /** `shipping` becomes `shipped`; in any other state the order stays as it is. */
  markShipped(orderId: string): Promise<Order | undefined>;
  /** Takes over one saga whose lease has run out. */
  takeOver(): Promise<Saga | undefined>;
  find(orderId: string): Promise<Order | undefined>;
  list(customerId: string, query: OrdersQuery): Promise<OrderPage>;
}
