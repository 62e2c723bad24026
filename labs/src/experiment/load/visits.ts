import type { Answer, ShopClient, Shopper } from '@spanshop/local/shoppers';

/** What a visitor does, and tells of an order that was taken. */
export interface Visit {
  shop: ShopClient;
  shopper: Shopper;
  random: () => number;
  onOrder: (orderId: string) => void;
}

const chances = { declinedCard: 0.05, secondProduct: 0.3, twoPieces: 0.3 };

/** Of 100 visitors, so many do each: an ordinary day, as the load test `steady` has it. */
const mix = [
  { visit: browse, percent: 55 },
  { visit: order, percent: 25 },
  { visit: look, percent: 15 },
  { visit: cancel, percent: 5 },
] as const;

export function pickVisit(random: () => number): (visit: Visit) => Promise<unknown> {
  let left = random() * 100;
  for (const { visit, percent } of mix) {
    left -= percent;
    if (left < 0) return visit;
  }
  return cancel;
}

/** Looks through the catalogue and at one product, and buys nothing. */
async function browse({ shop, shopper }: Visit): Promise<void> {
  const { body } = await shop.get('/products?limit=20');
  if (body.nextCursor) await shop.get(`/products?limit=20&cursor=${encodeURIComponent(body.nextCursor)}`);
  await shop.get(`/products/${shopper.pickSku()}`);
}

/** Buys one or two products; one card in twenty is refused. */
async function order({ shop, shopper, random, onOrder }: Visit, declined = chances.declinedCard): Promise<Answer> {
  const skus = new Set([shopper.pickSku(), ...(random() < chances.secondProduct ? [shopper.pickSku()] : [])]);
  const placed = await shop.post('/orders', {
    customerId: shopper.customerId,
    items: [...skus].map(sku => ({ sku, quantity: random() < chances.twoPieces ? 2 : 1 })),
    currency: 'EUR',
    paymentToken: random() < declined ? 'tok_declined' : 'tok_visa',
  });
  if (placed.status === 201) onOrder(placed.body.id);
  return placed;
}

/** Looks at one's orders, and closer at the last of them. */
async function look({ shop, shopper }: Visit): Promise<void> {
  const { body } = await shop.get(`/customers/${shopper.customerId}/orders?limit=10`);
  const last = body.orders?.[0];
  if (last) await shop.get(`/orders/${last.id}`);
}

/** Buys, and thinks better of it at once; sometimes too late. */
async function cancel(visit: Visit): Promise<void> {
  const { status, body } = await order(visit, 0);
  if (status === 201) await visit.shop.post(`/orders/${body.id}/cancel`);
}
