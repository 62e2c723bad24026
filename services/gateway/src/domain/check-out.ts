import type { PlaceOrderBody } from '@spanshop/shared/contracts/gateway';
import type { Order } from '@spanshop/shared/contracts/orders';
import type { CustomerTier } from '@spanshop/shared/contracts/values';
import { PeerError } from '@spanshop/shared/errors';
import { activeSpan } from '@spanshop/shared/telemetry';
import { fingerprintOf, type Hold, type IdempotencyKeys, keyReused, keyRunning } from './idempotency.ts';
import type { Orders } from './shop.ts';

export interface CheckOut {
  tenant: string;
  customerTier: CustomerTier;
  idempotencyKey: string;
  body: PlaceOrderBody;
}

/** The order in the state that it has reached, or just its id where that is not known in time. */
export type CheckOutResult = { order: Order; replayed: boolean } | { orderId: string };

/**
 * Places an order once for each idempotency key. A request that comes again gets the order's present state.
 *
 * @throws AppError 422 for a key that stands for another order, 409 while its first request runs; PeerError where the order
 *   was refused or never arrived
 */
export async function checkOut(keys: IdempotencyKeys, orders: Orders, request: CheckOut): Promise<CheckOutResult> {
  const { tenant, customerTier, body } = request;
  const use = { tenant, key: request.idempotencyKey, fingerprint: fingerprintOf(body) };
  const claim = await keys.claim(use);
  if (claim.state === 'mismatch') throw keyReused;
  if (claim.state === 'running') throw keyRunning;
  if (claim.state === 'answered') return { order: await orders.find(tenant, claim.orderId), replayed: true };
  const { hold } = claim;
  let order: Order;
  try {
    order = await orders.place({ orderId: hold.orderId, tenant, customerTier, ...body });
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    if (error.outcomeUnknown) return { orderId: hold.orderId };
    await unlessItFails(letGo(keys, hold));
    throw error;
  }
  await unlessItFails(keys.answered(hold));
  return { order, replayed: false };
}

/** That this try had no effect does not tell what became of an earlier one: the key goes on standing for that one's order. */
function letGo(keys: IdempotencyKeys, hold: Hold): Promise<void> {
  const isFirstTry = hold.version === 1;
  return isFirstTry ? keys.release(hold) : keys.handOn(hold);
}

/** The customer's answer does not hang on it: a key that is left as it is leads to the same order once its lease is over. */
async function unlessItFails(write: Promise<void>): Promise<void> {
  await write.catch(error => activeSpan()?.recordException(error));
}
