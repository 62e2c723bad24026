import type { Order, PlaceOrderRequest } from '@spanshop/shared/contracts/orders';
import { AppError } from '@spanshop/shared/errors';
import { type Failure, failureOf } from './failures.ts';
import type { Peers } from './peers.ts';
import { type Orders, type Saga, SagaLost } from './saga.ts';
import { inSaga, type Step } from './saga-spans.ts';
import { undo } from './undo.ts';

export interface Shop extends Peers {
  orders: Orders;
  /** What undoing may take, in milliseconds, on top of the request's own time. */
  undoTimeoutMs: number;
}

/**
 * Places an order: quote and risk check, then reserve, charge, confirm; or undo what was done. An order that exists already
 * is left as it is. Where it is not known whether the card was charged, the order stays `pending` for recovery to settle.
 *
 * @returns the order in the state that it has reached
 */
export async function placeOrder(shop: Shop, request: PlaceOrderRequest): Promise<Order> {
  const saga = await shop.orders.begin(request);
  if (saga) {
    await inSaga('place order', saga, step => run(shop, saga, request, step));
  }
  return present(shop.orders, request.orderId);
}

async function run(shop: Shop, saga: Saga, request: PlaceOrderRequest, step: Step): Promise<void> {
  const attempted = { reserve: false, charge: false };
  try {
    const quote = await quoteAndCheck(shop, request, step);
    await shop.orders.setPrices(saga, quote);

    attempted.reserve = true;
    await step('reserve stock', () => shop.inventory.reserve({ orderId: request.orderId, items: request.items }));

    attempted.charge = true;
    await step('charge', () => shop.payments.charge(chargeOf(request, quote.totalMinor)));

    await step('confirm', () => shop.orders.confirm(saga));
  } catch (error) {
    if (error instanceof SagaLost) return;
    const failure = failureOf(error, attempted.charge);
    if (failure.settleLater) return;
    await undo(shop, saga, { outcome: failure.outcome, ...undoOf(attempted, failure) }, step);
  }
}

/** Neither changes anything, so they run side by side; both are awaited, so that no span outlives its parent. */
async function quoteAndCheck({ inventory, payments }: Shop, request: PlaceOrderRequest, step: Step) {
  const { paymentToken: _paymentToken, ...order } = request;
  const [quote, risk] = await Promise.allSettled([
    step('quote', () => inventory.quote({ tenant: order.tenant, currency: order.currency, items: order.items })),
    step('check risk', async () => {
      const { decision } = await payments.checkRisk(order);
      if (decision === 'decline') throw riskDeclined;
    }),
  ]);
  if (quote.status === 'rejected') throw quote.reason;
  if (risk.status === 'rejected') throw risk.reason;
  return quote.value;
}

const riskDeclined = new AppError({ status: 402, code: 'risk_declined', detail: 'The risk check declined the order.' });

function chargeOf({ orderId, customerId, currency, paymentToken }: PlaceOrderRequest, amountMinor: number) {
  return { orderId, customerId, amountMinor, currency, paymentToken };
}

/** A step that the peer refused had no effect; every earlier one, and one that merely failed, may have had. */
function undoOf(attempted: { reserve: boolean; charge: boolean }, { refused }: Failure) {
  const lastWasCharge = attempted.charge;
  return {
    release: attempted.reserve && !(refused && !lastWasCharge),
    void: attempted.charge && !refused,
  };
}

async function present(orders: Orders, orderId: string): Promise<Order> {
  const order = await orders.find(orderId);
  if (!order) throw new Error(`order ${orderId} was begun and is not there`);
  return order;
}
