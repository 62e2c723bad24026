import { setTimeout as sleep } from 'node:timers/promises';
import type { Figures } from './figures.ts';
import type { Shopper } from './people.ts';
import type { Answer, ShopClient } from './shop-client.ts';

export interface Visit {
  shopper: Shopper;
  shop: ShopClient;
  figures: Figures;
  random: () => number;
}

/** Simulated: what a person does between two clicks takes about this long, exponentially distributed. */
const meanThinkingTimeMs = 400;

const chances = { cancels: 0.04, declinedCard: 0.05, twoPieces: 0.3, looksAtOwnOrders: 0.3 };

/** Looks around and buys nothing. */
export async function browse({ shopper, shop, random }: Visit): Promise<void> {
  const { body } = await shop.get('/products?limit=20');
  await think(random);
  if (body.nextCursor) await shop.get(`/products?limit=20&cursor=${encodeURIComponent(body.nextCursor)}`);
  await think(random);
  await shop.get(`/products/${shopper.pickSku()}`);
}

/** Looks at a product, orders it, and looks after the order until it has come to its end; some cancel it at once. */
export async function buy(visit: Visit): Promise<void> {
  const { shopper, shop, figures, random } = visit;
  const sku = shopper.pickSku();
  await shop.get(`/products/${sku}`);
  await think(random);
  const placed = await shop.post('/orders', {
    customerId: shopper.customerId,
    items: [{ sku, quantity: random() < chances.twoPieces ? 2 : 1 }],
    currency: 'EUR',
    paymentToken: random() < chances.declinedCard ? 'tok_declined' : 'tok_visa',
  });
  figures.lastTraceId = placed.traceId ?? figures.lastTraceId;
  const saw = figures.addOrder();
  saw(statusOf(placed));
  if (placed.status >= 300) return;
  const { id } = placed.body;
  if (random() < chances.cancels) await shop.post(`/orders/${id}/cancel`);
  await watch(visit, id, saw);
  if (random() < chances.looksAtOwnOrders) await shop.get(`/customers/${shopper.customerId}/orders?limit=10`);
}

const looks = 8;

async function watch({ shop, random }: Visit, id: string, saw: (status: string) => void): Promise<void> {
  for (let look = 0; look < looks; look += 1) {
    await think(random);
    const { status, body } = await shop.get(`/orders/${id}`);
    if (status !== 200) return;
    saw(body.status);
    if (body.status === 'shipped' || body.status === 'cancelled') return;
  }
}

/** What has become of an order, by the answer to placing it. */
function statusOf({ status, body }: Answer): string {
  if (status < 300) return body.status;
  return status < 500 ? 'rejected' : 'failed';
}

function think(random: () => number): Promise<void> {
  return sleep(-Math.log(1 - random()) * meanThinkingTimeMs);
}
