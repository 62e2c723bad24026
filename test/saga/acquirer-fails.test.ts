import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Disturbance } from '@spanshop/shared/testing';
import { assertInvariants } from '../support/audit.ts';
import { holdings, orderEnd } from '../support/order-end.ts';
import { checkOut, checkoutBody, get, orderIdOf } from '../support/requests.ts';
import { sagaTrace } from '../support/saga-trace.ts';
import { limits } from '../support/shop-settings.ts';
import { useShop } from '../support/use-shop.ts';

/** The acquirer was asked and gives no good answer: whether the card is charged only its ledger tells, later. */
interface Failure {
  name: string;
  disturbance: Disturbance;
  end: string;
  held: string;
}

const undone = { end: 'failed interrupted', held: 'reservation released, charge voided, capture reversed, 0 messages' };
const paid = { end: 'confirmed', held: 'reservation reserved, charge charged, capture captured, 1 messages' };
const html = { 'content-type': 'text/html' };

const failures: Failure[] = [
  { name: 'answers after the timeout', disturbance: { do: 'delay', ms: limits.acquirerMs + 200 }, ...paid },
  { name: 'never answers', disturbance: { do: 'hold', caller: 'waits' }, ...undone },
  { name: 'fails', disturbance: { do: 'answer', status: 500 }, ...undone },
  {
    name: 'answers HTML',
    disturbance: { do: 'answer', status: 200, body: '<html>Welcome</html>', headers: html },
    ...undone,
  },
  { name: 'answers broken JSON', disturbance: { do: 'answer', status: 200, body: '{"reference": "' }, ...undone },
  { name: 'answers nothing at all', disturbance: { do: 'answer', status: 204, body: '' }, ...undone },
];

const shop = await useShop();

for (const { name, disturbance, end, held } of failures) {
  test(`when the acquirer ${name}, then the customer gets 202, and later the order is ${end} at its Location`, async () => {
    shop.toAcquirer.when('POST', /^\/v1\/captures$/, disturbance, 1);
    const answer = await checkOut(shop.urls.gateway, checkoutBody());
    assert.deepEqual([answer.status, answer.data.status], [202, 'pending']);

    const orderId = orderIdOf(answer);
    await orderEnd(shop, orderId);
    const found = await get(`${shop.urls.gateway}${answer.headers['location']}`);
    assert.equal([found.data.status, found.data.reason].filter(Boolean).join(' '), end);
    await shop.toAcquirer.release();
    assert.equal(await holdings(shop, orderId), held);
    await assertInvariants(shop);

    const saga = await sagaTrace('place order', orderId);
    assert.equal(saga.steps, 'quote, check risk, reserve stock, charge!payments_failed');
    assert.equal(saga.error, 'payments_failed');
  });
}
