import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkOut, checkoutBody, orderIdOf } from './requests.ts';

/** How a customer's one order ended, as far as the customer knows. */
export interface Purchase {
  customerId: string;
  /** Requests under its one key. */
  tries: number;
  /** `ordered`, `refused` with the order's id, or `unknown` where no answer said so in time. */
  outcome: 'ordered' | 'refused' | 'unknown';
  orderId: string | undefined;
}

const pauseMs = 400;
const patienceMs = 120_000;
/** A customer's own patience with one request: longer than what the gateway promises. */
const answerWithinMs = 10_000;

/**
 * Orders once, under one key, and asks by that key until an answer says how the order ended: through connections that break,
 * services that are down, and answers that only say that it is not known yet.
 */
export async function orderUntilAnswered(gatewayUrl: string, customerId: string): Promise<Purchase> {
  const key = randomUUID();
  const giveUpAt = performance.now() + patienceMs;
  for (let tries = 1; ; tries += 1) {
    const answer = await Promise.race([
      checkOut(gatewayUrl, checkoutBody({ customerId, items: [{ sku: 'sku-0001', quantity: 1 }] }), key).catch(
        () => {},
      ),
      sleep(answerWithinMs, undefined, { ref: false }),
    ]);
    if (answer?.status === 201) return { customerId, tries, outcome: 'ordered', orderId: orderIdOf(answer) };
    const isRefusal = answer?.data.orderId !== undefined && [402, 409, 503].includes(answer.status);
    if (isRefusal) return { customerId, tries, outcome: 'refused', orderId: orderIdOf(answer) };
    if (performance.now() > giveUpAt) return { customerId, tries, outcome: 'unknown', orderId: undefined };
    await sleep(pauseMs);
  }
}
