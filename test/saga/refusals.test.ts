import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { PlaceOrderBody } from '@spanshop/shared/contracts/gateway';
import { assertInvariants } from '../support/audit.ts';
import { hasSaga, holdings, setStock } from '../support/order-end.ts';
import { checkOut, checkoutBody, declinedToken, findOrder, orderIdOf } from '../support/requests.ts';
import { sagaTrace, spansOfTrace } from '../support/saga-trace.ts';
import { useShop } from '../support/use-shop.ts';

/** What a peer says no to, in so many words: the order is rejected at once and what was done before is undone. */
interface Refusal {
  name: string;
  body: Partial<PlaceOrderBody>;
  status: number;
  reason: string;
  held: string;
  steps: string;
}

const everything = Array.from({ length: 20 }, (_, line) => ({
  sku: `sku-${String(line + 101).padStart(4, '0')}`,
  quantity: 100,
}));

const refusals: Refusal[] = [
  {
    name: 'the card is declined',
    body: { paymentToken: declinedToken },
    status: 402,
    reason: 'payment_declined',
    held: 'reservation released, charge declined, capture declined, 0 messages',
    steps: 'quote, check risk, reserve stock, charge!payment_declined, release stock, end order',
  },
  {
    name: 'the risk check declines',
    body: { items: everything },
    status: 402,
    reason: 'risk_declined',
    held: 'reservation null, charge null, capture null, 0 messages',
    steps: 'quote, check risk!risk_declined, end order',
  },
  {
    name: 'the stock is gone',
    body: {
      items: [
        { sku: 'sku-0001', quantity: 1 },
        { sku: 'sku-0002', quantity: 3 },
      ],
    },
    status: 409,
    reason: 'out_of_stock',
    held: 'reservation null, charge null, capture null, 0 messages',
    steps: 'quote, check risk, reserve stock!out_of_stock, end order',
  },
  {
    name: 'a product is not sold here',
    body: {
      items: [
        { sku: 'sku-0001', quantity: 1 },
        { sku: 'sku-9999', quantity: 1 },
      ],
    },
    status: 422,
    reason: 'unknown_product',
    held: 'reservation null, charge null, capture null, 0 messages',
    steps: 'quote!unknown_product, check risk, end order',
  },
];

const shop = await useShop({ patient: true });
await setStock(shop, 'sku-0002', 2);

for (const { name, body, status, reason, held, steps } of refusals) {
  test(`when ${name}, then the customer gets ${status} ${reason} at once and nothing is charged or reserved`, async () => {
    const answer = await checkOut(shop.urls.gateway, checkoutBody(body));
    assert.deepEqual([answer.status, answer.data.code], [status, reason]);

    const orderId = orderIdOf(answer);
    const order = await findOrder(shop, orderId);
    assert.deepEqual([order.status, order.reason], ['rejected', reason]);
    assert.equal(await hasSaga(shop, orderId), false);
    assert.equal(await holdings(shop, orderId), held);
    await assertInvariants(shop);

    const saga = await sagaTrace('place order', orderId);
    assert.equal(saga.steps, steps);
    assert.equal(saga.error, reason);
    const refusalsAreNoErrors = spansOfTrace(saga.span.spanContext().traceId).filter(
      ({ kind, status: { code } }) => kind === SpanKind.INTERNAL && code === SpanStatusCode.ERROR,
    );
    assert.deepEqual(refusalsAreNoErrors, []);
    const refusalsAreNoExceptions = saga.span.events.filter(event => event.name === 'exception');
    assert.deepEqual(refusalsAreNoExceptions, []);
  });
}
