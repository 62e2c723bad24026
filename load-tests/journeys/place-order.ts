/// <reference types="k6" />
import { ask, type ShopAnswer } from '../lib/shop-client.ts';
import type { Visitor } from '../lib/visitors.ts';
import type { JourneyName } from '../objectives.ts';

const chances = { declinedCard: 0.05, secondProduct: 0.3, twoPieces: 0.3 };
/** Fulfillment may take an order up before the customer has the answer. */
const paid: readonly unknown[] = ['confirmed', 'shipping', 'shipped'];
const currencies = ['EUR', 'EUR', 'EUR', 'USD', 'GBP'];

/** Puts one or two products into an order and pays; one card in twenty is refused. */
export function placeOrder(journey: JourneyName, visitor: Visitor, paymentToken = anyCard()): ShopAnswer {
  const skus = new Set([visitor.pickSku(), ...(Math.random() < chances.secondProduct ? [visitor.pickSku()] : [])]);
  return ask(journey, {
    operation: 'placeOrder',
    tenant: visitor.tenant,
    path: '/orders',
    idempotencyKey: crypto.randomUUID(),
    body: {
      customerId: visitor.customerId,
      items: [...skus].map(sku => ({ sku, quantity: Math.random() < chances.twoPieces ? 2 : 1 })),
      currency: currencies[Math.floor(Math.random() * currencies.length)],
      paymentToken,
    },
    isRight: ({ status, customerId }) => paid.includes(status) && customerId === visitor.customerId,
  });
}

function anyCard(): string {
  return Math.random() < chances.declinedCard ? 'tok_declined' : 'tok_visa';
}
