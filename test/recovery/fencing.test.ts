import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Proxy as BreakingProxy } from '@spanshop/shared/testing';
import { assertInvariants } from '../support/audit.ts';
import { endLease, holdings } from '../support/order-end.ts';
import { orderRequest, place } from '../support/requests.ts';
import { sagaTrace, sagaTraces } from '../support/saga-trace.ts';
import type { TestShop } from '../support/start-shop.ts';
import { until } from '../support/until.ts';
import { useShop } from '../support/use-shop.ts';

const slowMs = 2_000;

/** Whoever is slow loses its saga while it lives; a process that was stopped for a while would. */
const shop = await useShop({ patient: true });

interface SlowStep {
  name: string;
  proxy: (shop: TestShop) => BreakingProxy;
  path: RegExp;
  /** How far the slow process comes. */
  steps: string;
}

const slowSteps: SlowStep[] = [
  { name: 'the quote', proxy: ({ toInventory }) => toInventory, path: /^\/quotes$/, steps: 'quote, check risk' },
  {
    name: 'the reservation',
    proxy: ({ toInventory }) => toInventory,
    path: /^\/reservations$/,
    steps: 'quote, check risk, reserve stock!reservation_released',
  },
  {
    name: 'the charge',
    proxy: ({ toPayments }) => toPayments,
    path: /^\/charges$/,
    steps: 'quote, check risk, reserve stock, charge!charge_voided',
  },
];

for (const { name, proxy, path, steps } of slowSteps) {
  test(`when ${name} takes longer than the lease, then recovery ends the order, and the slow process changes nothing any more`, async () => {
    const request = orderRequest();
    proxy(shop).when('POST', path, { do: 'delay', ms: slowMs }, 1);
    const placing = place(shop, request);
    await until(name, () => proxy(shop).requests.some(seen => path.test(seen.path)));
    await endLease(shop, request.orderId);
    const { status, data } = await placing;
    assert.deepEqual([status, data.status, data.reason], [201, 'failed', 'interrupted']);
    const held = 'reservation released, charge voided, capture null, 0 messages';
    assert.equal(await holdings(shop, request.orderId), held);

    assert.equal((await sagaTrace('place order', request.orderId)).steps, steps);
    const [recovery] = await sagaTraces('recover order', request.orderId);
    assert.equal(recovery?.steps, 'settle charge, release stock, void charge, end order');
    await assertInvariants(shop);
  });
}
