import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { SentenceError } from '@spanshop/shared/errors';

const workers = 12;
/** Longer than the gateway works on an order. */
const timeoutMs = 60_000;
/** Of the storefront `main`, by the seed data. */
const customers = 1_000;
const products = 600;

/**
 * Places orders as fast as they are answered, a fixed number of them under way. The n-th order of every way is the same, but
 * for its idempotency key.
 *
 * @param first number of the first order
 * @returns orders per second
 * @throws SentenceError for an order that is not confirmed
 */
export async function placeOrders(gatewayUrl: string, first: number, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: workers });
  let next = first;
  const work = async () => {
    while (next < first + count) {
      next += 1;
      await placeOrder(`${gatewayUrl}/orders`, agent, next);
    }
  };
  const startedAt = performance.now();
  try {
    await Promise.all(Array.from({ length: workers }, work));
    return count / ((performance.now() - startedAt) / 1_000);
  } finally {
    agent.destroy();
  }
}

function placeOrder(url: string, agent: Agent, number: number): Promise<void> {
  const body = JSON.stringify({
    customerId: `cus-${fourDigits(1 + (number % customers))}`,
    items: [{ sku: `sku-${fourDigits(1 + ((number * 7) % products))}`, quantity: 1 }],
    currency: 'EUR',
    paymentToken: 'tok_visa',
  });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'idempotency-key': randomUUID(),
  };
  return new Promise((resolve, reject) => {
    const refuse = (reason: string) => reject(new SentenceError(`an order was not confirmed: ${reason}`));
    request(url, { method: 'POST', agent, headers, signal: AbortSignal.timeout(timeoutMs) }, response => {
      response
        .resume()
        .on('end', () => (response.statusCode === 201 ? resolve() : refuse(`HTTP ${response.statusCode}`)));
    })
      .on('error', error => refuse(error.message))
      .end(body);
  });
}

function fourDigits(number: number): string {
  return String(number).padStart(4, '0');
}
