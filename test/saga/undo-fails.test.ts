import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Proxy as BreakingProxy, Disturbance } from '@spanshop/shared/testing';
import { assertInvariants } from '../support/audit.ts';
import { hasSaga, holdings, orderEnd } from '../support/order-end.ts';
import {
  cancel,
  checkOut,
  checkoutBody,
  declinedToken,
  findOrder,
  orderIdOf,
  orderRequest,
  place,
} from '../support/requests.ts';
import { sagaTrace, sagaTraces } from '../support/saga-trace.ts';
import type { TestShop } from '../support/start-shop.ts';
import { useShop } from '../support/use-shop.ts';

const shop = await useShop();

const undoFailures: { name: string; disturbance: Disturbance }[] = [
  { name: 'fails before its effect', disturbance: { do: 'refuse' } },
  { name: 'loses its answer', disturbance: { do: 'drop answer' } },
  { name: 'is answered 500', disturbance: { do: 'answer', status: 500 } },
  { name: 'never answers', disturbance: { do: 'hold', caller: 'waits' } },
];

for (const { name, disturbance } of undoFailures) {
  test(`when giving the stock back ${name}, then the order stays pending and recovery ends it as it was to end`, async () => {
    shop.toInventory.when('POST', /\/release$/, disturbance, 1);
    const answer = await checkOut(shop.urls.gateway, checkoutBody({ paymentToken: declinedToken }));
    assert.deepEqual([answer.status, answer.data.status], [202, 'pending']);

    const orderId = orderIdOf(answer);
    const order = await orderEnd(shop, orderId);
    assert.deepEqual([order.status, order.reason], ['rejected', 'payment_declined']);
    assert.equal(await holdings(shop, orderId), 'reservation released, charge voided, capture declined, 0 messages');
    await assertInvariants(shop);
    const first = await sagaTrace('place order', orderId);
    assert.match(first.steps, /charge!payment_declined, release stock!inventory_\w+$/);
    const recovery = await sagaTrace('recover order', orderId);
    assert.equal(recovery.steps, 'release stock, void charge, end order');
    assert.equal(recovery.error, undefined);
  });
}

const peers: { name: string; proxy: (shop: TestShop) => BreakingProxy; path: RegExp }[] = [
  { name: 'payments fails at the void', proxy: ({ toPayments }) => toPayments, path: /\/void$/ },
  { name: 'the acquirer fails at the reversal', proxy: ({ toAcquirer }) => toAcquirer, path: /\/reversal$/ },
];

for (const { name, proxy, path } of peers) {
  test(`when ${name} of a cancelled order, then it is cancelled at once and recovery gives the money back`, async () => {
    const request = orderRequest();
    await place(shop, request);
    proxy(shop).when('POST', path, { do: 'answer', status: 500 });
    const cancelled = await cancel(shop, request.orderId);
    assert.deepEqual([cancelled.status, cancelled.data.status], [200, 'cancelled']);
    assert.equal(await hasSaga(shop, request.orderId), true);

    proxy(shop).reset();
    assert.equal((await orderEnd(shop, request.orderId)).status, 'cancelled');
    assert.match(await holdings(shop, request.orderId), /reservation released, charge voided, capture reversed/);
    await assertInvariants(shop);
  });
}

test('when the undo fails again and again, then recovery tries until it succeeds, one version a try', async () => {
  shop.toInventory.when('POST', /\/release$/, { do: 'answer', status: 500 }, 3);
  const answer = await checkOut(shop.urls.gateway, checkoutBody({ paymentToken: declinedToken }));
  const orderId = orderIdOf(answer);
  assert.equal((await findOrder(shop, orderId)).status, 'pending');
  assert.equal((await orderEnd(shop, orderId)).status, 'rejected');
  const recoveries = await sagaTraces('recover order', orderId, 3);
  assert.deepEqual(
    recoveries.map(({ span, error }) => [span.attributes['shop.saga.version'], error]),
    [
      [2, 'inventory_failed'],
      [3, 'inventory_failed'],
      [4, undefined],
    ],
  );
  await assertInvariants(shop);
});
